import { Duration } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import * as v from 'valibot';
import type { ExpiryThreshold } from '../lambda/core/contract.ts';

/*
 * The kinds of settings. Each takes what cdk.json can hold as well as the string that `-c` makes of it. Its message is
 * the rule: it is printed between the name of the setting and the value received.
 */

const alternatives = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** As long as an invitation lives between partners; nothing lives longer. */
const MAX_THRESHOLD = Duration.days(15);

/** The quota of a partner account for ListEngagementInvitations. */
const MAX_CALLS_PER_SECOND = 10;

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
  v.picklist(options, `must be ${alternatives.format(options)}`);

const regionRule = 'must be an AWS region (one that the installed aws-cdk-lib knows)';
export const region = v.pipe(
  v.string(regionRule),
  v.check((name) => RegionInfo.regions.some((known) => known.name === name), regionRule),
);

/** In whole minutes, because EventBridge Scheduler counts in minutes. */
const rateRule = 'must be a whole number of minutes from PT1M to P1D, written as an ISO 8601 duration';
export const rate = v.pipe(
  v.string(rateRule),
  v.check((iso) => {
    const minutes = (millisecondsOf(iso) ?? 0) / 60_000;
    return Number.isInteger(minutes) && minutes >= 1 && minutes <= 24 * 60;
  }, rateRule),
  v.transform((iso) => Duration.parse(iso)),
);

const thresholdRule = `must be longer than zero and at most ${MAX_THRESHOLD.toIsoString()}, written as an ISO 8601 duration`;
const threshold = v.pipe(
  v.string(thresholdRule),
  v.check((iso) => {
    const beforeMs = millisecondsOf(iso) ?? 0;
    return beforeMs > 0 && beforeMs <= MAX_THRESHOLD.toMilliseconds();
  }, thresholdRule),
);

/** The thresholds keep their notation, which names them in the events; P1D and PT24H are nevertheless the same one. */
export const expiryThresholds = v.pipe(
  list(threshold),
  v.checkItems(
    (iso, index, all) => all.findIndex((other) => millisecondsOf(other) === millisecondsOf(iso)) === index,
    'must not be repeated in another notation',
  ),
  v.transform((all) =>
    all.map((iso): ExpiryThreshold => ({ threshold: iso, beforeMs: Duration.parse(iso).toMilliseconds() })),
  ),
);

const callsPerSecondRule = `must be a number above 0 and at most ${MAX_CALLS_PER_SECOND}, the quota of an account`;
export const callsPerSecond = v.pipe(
  v.union([v.number(), v.string()], callsPerSecondRule),
  v.check((given) => Number(given) > 0 && Number(given) <= MAX_CALLS_PER_SECOND, callsPerSecondRule),
  v.transform(Number),
);

export const eventSource = v.pipe(
  v.string('must be a string'),
  v.regex(/^[\w./-]{1,256}$/, 'must consist of 1 to 256 letters, digits, dots, hyphens, underscores and slashes'),
  v.check((given) => !given.startsWith('aws.'), 'must not begin with "aws.", which belongs to AWS'),
);

export const flag = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])], 'must be true or false'),
  v.transform((given) => String(given) === 'true'),
);

/** Undefined unless it is a duration in days, hours, minutes and seconds: months and years differ in length. */
function millisecondsOf(iso: string): number | undefined {
  try {
    return Duration.parse(iso).toMilliseconds();
  } catch {
    return undefined;
  }
}
