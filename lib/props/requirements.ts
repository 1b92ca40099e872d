import { type Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { PARTNER_CENTRAL } from '../../lambda/apis/partner-central.ts';

/** What a value has to fulfil. The text stands between the name of the value and what was received. */
export interface Requirement<Value> {
  readonly text: string;
  isMetBy(value: Value): boolean;
}

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' });

export const oneOf = (options: readonly string[]): Requirement<string> => ({
  text: `must be ${alternatives.format(options)}`,
  isMetBy: (value) => options.includes(value),
});

/** Milliseconds; NaN, which fulfils nothing, of what is no duration: not everyone writes TypeScript. */
const lengthOf = (duration: Partial<Duration>) => duration.toMilliseconds?.() ?? Number.NaN;

/** In whole minutes, because EventBridge Scheduler counts in minutes. */
export const RATE: Requirement<Duration> = {
  text: 'must be a whole number of minutes from PT1M to P1D',
  isMetBy(rate) {
    const minutes = lengthOf(rate) / 60_000;
    return Number.isInteger(minutes) && minutes >= 1 && minutes <= 24 * 60;
  },
};

/** Fifteen days, as long as an invitation lives between partners; nothing lives longer. */
const MAX_THRESHOLD_MS = 15 * 24 * 3_600_000;
export const THRESHOLD: Requirement<Duration> = {
  text: 'must be longer than zero and at most P15D',
  isMetBy: (threshold) => lengthOf(threshold) > 0 && lengthOf(threshold) <= MAX_THRESHOLD_MS,
};

export const REGION: Requirement<string> = {
  text: 'must be an AWS region (one that the installed aws-cdk-lib knows)',
  isMetBy: (region) => Token.isUnresolved(region) || RegionInfo.regions.some(({ name }) => name === region),
};

const MAX_CALLS_PER_SECOND = PARTNER_CENTRAL.quota.callsPerSecond;
export const CALLS_PER_SECOND: Requirement<number> = {
  text: `must be a number above 0 and at most ${MAX_CALLS_PER_SECOND}, the quota of an account`,
  isMetBy: (calls) => calls > 0 && calls <= MAX_CALLS_PER_SECOND,
};

export const FLAG: Requirement<unknown> = {
  text: 'must be true or false',
  isMetBy: (value) => typeof value === 'boolean',
};

export const EVENT_SOURCE: Requirement<string> = {
  text: 'must consist of 1 to 256 letters, digits, dots, hyphens, underscores and slashes',
  isMetBy: (source) => Token.isUnresolved(source) || /^[\w./-]{1,256}$/.test(source),
};
export const NOT_AWS: Requirement<string> = {
  text: 'must not begin with "aws.", which belongs to AWS',
  isMetBy: (source) => !source.startsWith('aws.'),
};

export const EMAIL: Requirement<string> = {
  text: 'must be a mail address',
  isMetBy: (address) => Token.isUnresolved(address) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address),
};

/** EventBridge counts in days. */
export const RETENTION: Requirement<Duration> = {
  text: 'must be a whole number of days, at least one',
  isMetBy(retention) {
    const days = lengthOf(retention) / (24 * 3_600_000);
    return Number.isInteger(days) && days >= 1;
  },
};

/** There is no snapshot of a table for CloudFormation to take. */
export const REMOVAL_POLICY = oneOf([
  RemovalPolicy.RETAIN,
  RemovalPolicy.DESTROY,
  RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
]);

/** SSM would refuse anything else at deployment. */
export const PARAMETER_PATH: Requirement<string> = {
  text: 'must be a path of letters, digits, dots, hyphens and underscores that begins with a slash, but not with /aws or /ssm',
  isMetBy: (path) => /^(\/[\w.-]+){1,13}$/.test(path) && path.length <= 900 && !/^\/(aws|ssm)/i.test(path),
};
