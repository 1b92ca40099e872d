import { Token } from 'aws-cdk-lib';
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { written } from '../props/problems.ts';
import { PropsError } from '../props/props-error.ts';
import type { OnFeedEventOptions } from './event-options.ts';
import { ALL_FILTERS, type Filter, type FilterName } from './filters.ts';

type Pattern = Readonly<Record<string, unknown>>;

/** The filters as an event pattern of the detail. */
export function detailOf(options: OnFeedEventOptions): EventPattern['detail'] {
  const detail: Record<string, unknown> = {};
  for (const [name, { path, written: asWritten }] of Object.entries(ALL_FILTERS) as [FilterName, Filter][]) {
    const values = options[name] as readonly never[] | undefined;
    if (values) place(detail, path, asWritten ? values.map(asWritten) : values);
  }
  return Object.keys(detail).length > 0 ? detail : undefined;
}

function place(
  within: Record<string, unknown>,
  [first = '', ...rest]: readonly string[],
  values: readonly unknown[],
): void {
  if (rest.length === 0) {
    within[first] = values;
    return;
  }
  within[first] ??= {};
  place(within[first] as Record<string, unknown>, rest, values);
}

/**
 * A pattern for the events that match both. CDK would let events through that match one of two lists of values.
 *
 * @param own of the rule, by its method and its filters
 * @param more the `eventPattern` of its user
 * @throws PropsError where both speak of a field, and no event would match, or EventBridge has no pattern for both
 */
export function narrowed(id: string, own: Pattern, more: Pattern, path = ''): Pattern {
  const merged: Record<string, unknown> = { ...own };
  for (const [key, wanted] of Object.entries(more)) {
    const place = path === '' ? key : `${path}.${key}`;
    const passing = own[key];
    if (wanted === undefined) continue;
    if (key === '$or') refuseSame(id, own, wanted, place);
    if (passing === undefined) merged[key] = wanted;
    else if (isObject(passing) && isObject(wanted)) merged[key] = narrowed(id, passing, wanted, place);
    else merged[key] = common(id, passing, wanted, place);
  }
  return merged;
}

/** The values that both have. */
function common(id: string, passing: unknown, wanted: unknown, place: string): unknown {
  const values =
    isListOfValues(passing) && isListOfValues(wanted) ? wanted.filter((value) => passing.includes(value)) : [];
  if (values.length > 0) return values;
  throw new PropsError(
    `Rule "${id}" "eventPattern": must leave out ${place}, or list values that the rule lets through, which are ` +
      `${written(passing)}, got ${written(wanted)}`,
  );
}

/** An alternative about a field of the rule's own cannot be compared with it. */
function refuseSame(id: string, own: Pattern, alternatives: unknown, place: string): void {
  const branches: readonly unknown[] = Array.isArray(alternatives) ? alternatives : [];
  const same = branches.flatMap((branch) => (isObject(branch) ? Object.keys(branch) : [])).find((key) => key in own);
  if (same === undefined) return;
  throw new PropsError(
    `Rule "${id}" "eventPattern": must leave ${same} out of ${place}, since the rule lets through ${written(own[same])} only, ` +
      `got ${written(alternatives)}`,
  );
}

const isObject = (value: unknown): value is Pattern =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Token.isUnresolved(value);

/** No matcher among them, such as a prefix. */
const isListOfValues = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && !Token.isUnresolved(value) && value.every((each) => typeof each !== 'object');
