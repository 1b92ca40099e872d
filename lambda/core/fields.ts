import type { Fields, Listed } from './snapshot.ts';

/** As long as anything either API documents (an ARN: 2,048), short enough to store and publish without a thought. */
export const MAX_FIELD_LENGTH = 2048;

/** DynamoDB's sort key holds 1,024 bytes, with a prefix before the id. ARNs of contact engagements have about 120. */
const MAX_ID_BYTES = 900;

const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * The text of a member, or undefined where it is missing or no text. Half a character (a lone surrogate) becomes U+FFFD:
 * it has no UTF-8, which is what DynamoDB stores, and what DynamoDB would make of it was not verified.
 */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value.replace(LONE_SURROGATE, '\ufffd') : undefined;
}

/** ISO 8601 UTC with milliseconds, or undefined for anything that is no date of the years 0 to 9999. */
export function isoDate(value: unknown): string | undefined {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return undefined;
  const iso = value.toISOString();
  return iso.length === 24 ? iso : undefined;
}

/** What a list may hold of each field that an event has: a field that is published but not defined does not compile. */
export type Candidates<Published> = Readonly<Record<keyof Published, string | undefined>>;

/** The fields that are there. A text longer than any that AWS documents is cut, and counted. */
export function publishable(candidates: Readonly<Record<string, string | undefined>>): Omit<Listed, 'id'> {
  const present = Object.entries(candidates).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const fields = Object.fromEntries(present.map(([name, value]) => [name, clip(value)]));
  return { fields, clipped: present.filter(([, value]) => value.length > MAX_FIELD_LENGTH).length };
}

/** Never in the middle of a character. */
function clip(value: string): string {
  if (value.length <= MAX_FIELD_LENGTH) return value;
  const isHalf = /[\ud800-\udbff]$/.test(value.slice(0, MAX_FIELD_LENGTH));
  return value.slice(0, isHalf ? MAX_FIELD_LENGTH - 1 : MAX_FIELD_LENGTH);
}

export function isUsableId(id: string | undefined): id is string {
  return id !== undefined && id.length > 0 && new TextEncoder().encode(id).length <= MAX_ID_BYTES;
}

/** The fields that differ, with their old values; a field that is new is in `changed` alone. Key order plays no part. */
export function difference(before: Fields, after: Fields): { changed: string[]; previous: Fields } {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => before[name] !== after[name]).sort();
  const previous = Object.fromEntries(
    changed.flatMap((name) => (Object.hasOwn(before, name) ? [[name, before[name] ?? '']] : [])),
  );
  return { changed, previous };
}
