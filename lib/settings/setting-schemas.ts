import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as v from 'valibot';
import {
  CALLS_PER_SECOND,
  EMAIL,
  EVENT_SOURCE,
  NOT_AWS,
  oneOf,
  PARAMETER_PATH,
  RATE,
  REGION,
  RETENTION,
  type Requirement,
  THRESHOLD,
} from '../props/requirements.ts';

/*
 * The kinds of settings. Each takes what cdk.json can hold as well as the string that `-c` makes of it. Its message is
 * the rule: it is printed between the name of the setting and the value received.
 */

/** An array, or a string with commas; an empty string is an empty list. */
export const list = <Element extends v.GenericSchema>(element: Element) =>
  v.pipe(
    v.union([v.array(v.unknown()), v.string()], 'must be a list'),
    v.transform((given) => (typeof given === 'string' ? given.split(',').map((part) => part.trim()) : given)),
    v.transform((given) => given.filter((part) => part !== '')),
    v.array(element),
    v.checkItems((item, index, items) => items.indexOf(item) === index, 'must not be repeated'),
  );

export const choice = <const Options extends readonly string[]>(options: Options) =>
  v.picklist(options, oneOf(options).text);

const text = (requirement: Requirement<string>) =>
  v.pipe(
    v.string(requirement.text),
    v.check((given) => requirement.isMetBy(given), requirement.text),
  );

export const region = text(REGION);
export const email = text(EMAIL);
export const parameterPath = text(PARAMETER_PATH);

/** Written in ISO 8601. */
const duration = (requirement: Requirement<Duration>) => {
  const rule = `${requirement.text}, written as an ISO 8601 duration`;
  return v.pipe(
    v.string(rule),
    v.check((iso) => {
      const parsed = parse(iso);
      return parsed !== undefined && requirement.isMetBy(parsed);
    }, rule),
  );
};

export const rate = v.pipe(
  duration(RATE),
  v.transform((iso) => Duration.parse(iso)),
);

/** The events name a threshold in the shortest form, so that rules for PT24H would wait for ever. */
const threshold = v.pipe(
  duration(THRESHOLD),
  v.check(
    (iso) => parse(iso)?.toIsoString() === iso,
    'must be written in its shortest form, as in the events (P1D, not PT24H)',
  ),
);

export const expiryThresholds = v.pipe(
  list(threshold),
  v.transform((all) => all.map((iso) => Duration.parse(iso))),
);

export const callsPerSecond = v.pipe(
  v.union([v.number(), v.string()], CALLS_PER_SECOND.text),
  v.check((given) => CALLS_PER_SECOND.isMetBy(Number(given)), CALLS_PER_SECOND.text),
  v.transform(Number),
);

export const eventSource = v.pipe(
  v.string('must be a string'),
  v.check((given) => EVENT_SOURCE.isMetBy(given), EVENT_SOURCE.text),
  v.check((given) => NOT_AWS.isMetBy(given), NOT_AWS.text),
);

/** Empty: none. */
export const archiveRetention = v.union(
  [
    v.pipe(
      v.literal(''),
      v.transform(() => false as const),
    ),
    v.pipe(
      duration(RETENTION),
      v.transform((iso) => Duration.parse(iso)),
    ),
  ],
  `${RETENTION.text}, written as an ISO 8601 duration`,
);

export const removalPolicy = v.pipe(
  v.picklist(['retain', 'destroy'], 'must be retain or destroy'),
  v.transform((given) => (given === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN)),
);

/** Empty: none. */
export const keyArn = v.pipe(
  v.string('must be a string'),
  v.regex(/^(arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/(mrk-)?[0-9a-f-]{32,36})?$/, 'must be the ARN of a KMS key'),
);

/** Empty: the topic of the alerts. */
export const topicArn = v.pipe(
  v.string('must be a string'),
  v.regex(/^(arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+)?$/, 'must be the ARN of an SNS topic'),
);

/** Empty: a new bus. */
export const eventBusName = v.pipe(
  v.string('must be a string'),
  v.regex(
    /^[\w./-]{0,256}$/,
    'must be the name of an event bus: letters, digits, dots, hyphens, underscores and slashes',
  ),
);

export const flag = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])], 'must be true or false'),
  v.transform((given) => String(given) === 'true'),
);

/** Undefined unless it is a duration in days, hours, minutes and seconds: months and years differ in length. */
function parse(iso: string): Duration | undefined {
  try {
    return Duration.parse(iso);
  } catch {
    return undefined;
  }
}
