import { Duration, RemovalPolicy, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import * as v from 'valibot';
import { PARTNER_CENTRAL } from '../../lambda/apis/partner-central.ts';

/**
 * What a value may be. A CDK token is accepted where its value is only passed on, and refused where it decides what is created:
 * that must be known at synth.
 */
export interface Kind {
  readonly schema: v.GenericSchema;
  /** The rule, as the message has it between the name of the value and what was received. */
  readonly rule: string;
  /** How a setting writes it, where it is not written as a prop is. */
  readonly writtenAs?: string;
  /** The value that a setting means, which may be written as text. Any other stays as it is, and is refused. */
  read?(given: unknown): unknown;
}

const kind = (rule: string, isOne: (value: unknown) => boolean): Kind => ({ rule, schema: v.custom(isOne, rule) });

/** The same, without tokens. */
export const knownAtSynth = (given: Kind): Kind => ({
  ...given,
  schema: v.pipe(
    given.schema,
    v.check((value) => !Token.isUnresolved(value), given.rule),
  ),
});

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' });

export const oneOf = (options: readonly string[]): Kind =>
  kind(`must be ${alternatives.format(options)}`, (value) => options.some((option) => option === value));

const isText = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && (Token.isUnresolved(value) || pattern.test(value));

const text = (rule: string, pattern: RegExp): Kind => kind(rule, (value) => isText(value, pattern));

const number = (rule: string, isOne: (value: number) => boolean): Kind => ({
  ...kind(rule, (value) => typeof value === 'number' && (Token.isUnresolved(value) || isOne(value))),
  read: (given) => (typeof given === 'string' && given !== '' ? Number(given) : given),
});

/** As a setting, in days, hours, minutes and seconds, since months and years differ in length. */
const duration = (rule: string, isOne: (ms: number) => boolean): Kind => ({
  ...kind(rule, (value) => isOne(msOf(value))),
  writtenAs: 'an ISO 8601 duration',
  read(given) {
    try {
      return Duration.parse(String(given));
    } catch {
      return given;
    }
  },
});

/** NaN for what is no duration, and for one that is known at deployment only: CDK throws then. */
function msOf(value: unknown): number {
  try {
    // Asked for its length, because there may be several copies of the library.
    return (value as Partial<Duration>).toMilliseconds?.() ?? Number.NaN;
  } catch {
    return Number.NaN;
  }
}

/** A resource of another construct, known by one of its attributes. */
const resource = (rule: string, attribute: string): Kind =>
  kind(rule, (value) => typeof value === 'object' && value !== null && attribute in value);

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

export const REGION = kind(
  'must be an AWS region (one that the installed aws-cdk-lib knows)',
  (region) =>
    isText(region, /^/) && (Token.isUnresolved(region) || RegionInfo.regions.some(({ name }) => name === region)),
);

export const HOUR = number(
  'must be a whole number from 0 to 23',
  (hour) => Number.isInteger(hour) && hour >= 0 && hour <= 23,
);

/** As EventBridge Scheduler and the function both know it. */
export const TIME_ZONE = kind('must be a time zone of the IANA database, such as Europe/Berlin or UTC', (name) => {
  // Node also takes "+01:00", which is the name of no zone.
  if (!isText(name, /^[A-Za-z]/)) return false;
  try {
    return Token.isUnresolved(name) || !!Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
});

const { callsPerSecond } = PARTNER_CENTRAL.quota;
export const CALLS_PER_SECOND = number(
  `must be a number above 0 and at most ${callsPerSecond}, the quota of an account`,
  (calls) => calls > 0 && calls <= callsPerSecond,
);

export const FLAG: Kind = {
  ...kind('must be true or false', (value) => typeof value === 'boolean'),
  read: (given) => (given === 'true' ? true : given === 'false' ? false : given),
};

const NOT_AWS = 'must not begin with "aws.", which belongs to AWS';
const SOURCE = text(
  'must consist of 1 to 256 letters, digits, dots, hyphens, underscores and slashes',
  /^[\w./-]{1,256}$/,
);
export const EVENT_SOURCE: Kind = {
  ...SOURCE,
  schema: v.pipe(
    SOURCE.schema,
    v.check((source) => !String(source).startsWith('aws.'), NOT_AWS),
  ),
};
export const HTTPS_URL = text('must be an address that begins with https://', /^https:\/\/[^\s#]+$/);
export const EMAIL = text('must be a mail address', /^[^\s@]+@[^\s@]+\.[^\s@]+$/);
export const TEXT = text('must be a text that is not empty', /./);
export const ORGANIZATION = text('must be the id of an AWS organization', /^o-[a-z0-9]{10,32}$/);

/** cdk.json may have it as a number. */
export const ACCOUNT: Kind = {
  ...text('must be an AWS account id, which has 12 digits, as text', /^\d{12}$/),
  read: (given) => (typeof given === 'number' ? String(given) : given),
};

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

export const EVENT_BUS = resource('must be an event bus, not its name or ARN', 'eventBusArn');
export const TOPIC = resource('must be an SNS topic, not its name or ARN', 'topicArn');
export const KEY = resource('must be a KMS key, not its id or ARN', 'keyArn');

export const KEY_ARN = text(
  'must be the ARN of a KMS key',
  /^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/(mrk-)?[0-9a-f-]{32,36}$/,
);
export const TOPIC_ARN = text('must be the ARN of an SNS topic', /^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/);
export const EVENT_BUS_NAME = text(
  'must be the name of an event bus: letters, digits, dots, hyphens, underscores and slashes',
  /^[\w./-]{1,256}$/,
);
