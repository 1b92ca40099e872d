import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { PARTNER_CENTRAL } from '../../lambda/apis/partner-central.ts';

/** What a value has to fulfil. */
export interface Requirement {
  /** Stands between the name of the value and what was received. */
  readonly text: string;
  /** Of a setting, where it is written otherwise. */
  readonly settingText?: string;
  isMetBy(value: unknown): boolean;
  /** The value that a setting means, which may be written as text. What means nothing stays as it is, and fulfils nothing. */
  read?(given: unknown): unknown;
}

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' });

export const oneOf = (options: readonly string[]): Requirement => ({
  text: `must be ${alternatives.format(options)}`,
  isMetBy: (value) => options.some((option) => option === value),
});

const text = (rule: string, pattern: RegExp): Requirement => ({
  text: rule,
  isMetBy: (value) => Token.isUnresolved(value) || (typeof value === 'string' && pattern.test(value)),
});

/** Written in ISO 8601 where it is a setting: in days, hours, minutes and seconds, since months and years differ in length. */
const duration = (rule: string, isMetBy: (ms: number) => boolean): Requirement => ({
  text: rule,
  settingText: `${rule}, written as an ISO 8601 duration`,
  // Asked for its length, because there may be several copies of the library.
  isMetBy: (value) => isMetBy((value as Partial<Duration> | undefined)?.toMilliseconds?.() ?? Number.NaN),
  read(given) {
    try {
      return Duration.parse(String(given));
    } catch {
      return given;
    }
  },
});

const DAY_MS = 24 * 3_600_000;

/** In whole minutes, because EventBridge Scheduler counts in minutes. */
export const RATE = duration(
  'must be a whole number of minutes from PT1M to P1D',
  (ms) => ms % 60_000 === 0 && ms >= 60_000 && ms <= DAY_MS,
);

/** Fifteen days, as long as an invitation lives between partners; nothing lives longer. */
export const THRESHOLD = duration('must be longer than zero and at most P15D', (ms) => ms > 0 && ms <= 15 * DAY_MS);

/** EventBridge counts in days. */
export const RETENTION = duration('must be a whole number of days, at least one', (ms) => ms % DAY_MS === 0 && ms > 0);

export const REGION: Requirement = {
  text: 'must be an AWS region (one that the installed aws-cdk-lib knows)',
  isMetBy: (region) => Token.isUnresolved(region) || RegionInfo.regions.some(({ name }) => name === region),
};

const number = (given: unknown) => (typeof given === 'string' && given !== '' ? Number(given) : given);

export const HOUR: Requirement = {
  text: 'must be a whole number from 0 to 23',
  isMetBy: (hour) => Number.isInteger(hour) && Number(hour) >= 0 && Number(hour) <= 23,
  read: number,
};

/** As EventBridge Scheduler and the function both know it. */
export const TIME_ZONE: Requirement = {
  text: 'must be a time zone of the IANA database, such as Europe/Berlin or UTC',
  isMetBy(name) {
    try {
      // Node also takes "+01:00", which is the name of no zone.
      return typeof name === 'string' && /^[A-Za-z]/.test(name) && !!Intl.DateTimeFormat('en', { timeZone: name });
    } catch {
      return false;
    }
  },
};

const { callsPerSecond } = PARTNER_CENTRAL.quota;
export const CALLS_PER_SECOND: Requirement = {
  text: `must be a number above 0 and at most ${callsPerSecond}, the quota of an account`,
  isMetBy: (calls) => typeof calls === 'number' && calls > 0 && calls <= callsPerSecond,
  read: number,
};

export const FLAG: Requirement = {
  text: 'must be true or false',
  isMetBy: (value) => typeof value === 'boolean',
  read: (given) => (given === 'true' ? true : given === 'false' ? false : given),
};

export const EVENT_SOURCE = text(
  'must consist of 1 to 256 letters, digits, dots, hyphens, underscores and slashes',
  /^[\w./-]{1,256}$/,
);
export const NOT_AWS = text('must not begin with "aws.", which belongs to AWS', /^(?!aws\.)/);
export const HTTPS_URL = text('must be an address that begins with https://', /^https:\/\/[^\s#]+$/);
export const EMAIL = text('must be a mail address', /^[^\s@]+@[^\s@]+\.[^\s@]+$/);

/** There is no snapshot of a table for CloudFormation to take. */
export const REMOVAL_POLICY = oneOf([
  RemovalPolicy.RETAIN,
  RemovalPolicy.DESTROY,
  RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
]);

/** SSM would refuse anything else at deployment. */
export const PARAMETER_PATH = text(
  'must be a path of letters, digits, dots, hyphens and underscores that begins with a slash, but not with /aws or /ssm',
  /^(?!\/(aws|ssm))(?=.{1,900}$)(\/[\w.-]+){1,13}$/i,
);

export const KEY_ARN = text(
  'must be the ARN of a KMS key',
  /^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/(mrk-)?[0-9a-f-]{32,36}$/,
);
export const TOPIC_ARN = text('must be the ARN of an SNS topic', /^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/);
export const EVENT_BUS_NAME = text(
  'must be the name of an event bus: letters, digits, dots, hyphens, underscores and slashes',
  /^[\w./-]{1,256}$/,
);
