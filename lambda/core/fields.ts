/** The published fields of a resource, named as in the event. A field that the API left out is absent. */
export type Fields = Readonly<Record<string, string>>;

/** A published field of a resource, and its place in the API's answer. */
export interface Field {
  /** Its place in a listed item, such as `Receiver.Account.Alias`. */
  readonly path: string;
  /** Text, a date and time as text (RFC 3339), or a date and time in seconds since 1970. */
  readonly kind: 'text' | 'date-time' | 'epoch-seconds';
  /** For people: in the JSON Schemas, the schema registry, the editor. */
  readonly description: string;
  /** The first release of its API's definition to have it; absent: 1. */
  readonly since?: number;
  /** Texts that events write differently. Any other text stays as it is. */
  readonly values?: Readonly<Record<string, string>>;
}
export type FieldDefinitions = Readonly<Record<string, Field>>;

/** The longest text that either API documents (an ARN: 2,048). Short enough to store and publish. */
export const MAX_FIELD_LENGTH = 2048;

/** DynamoDB's sort key holds 1,024 bytes, with a prefix before the id. ARNs of contact engagements have about 120. */
const MAX_ID_BYTES = 900;

const LONE_SURROGATE = /\p{Surrogate}/gu;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

export interface ReadItem {
  readonly fields: Fields;
  /** How many values were cut, or could not be read. */
  readonly odd: number;
}

/** Reads the fields of a listed item in the answer's JSON. Leaves out a value that makes no sense. */
export function readItem(definitions: FieldDefinitions, item: unknown): ReadItem {
  const fields: Record<string, string> = {};
  const oddPaths = new Set<string>();
  for (const [name, { path, kind, values }] of Object.entries(definitions)) {
    const { value, oddPath } = valueAt(item, path.split('.'));
    if (oddPath) oddPaths.add(oddPath);
    if (value === undefined) continue;
    const text = kind === 'text' ? asText(value) : asDate(value, kind);
    if (text === undefined || text.length > MAX_FIELD_LENGTH) oddPaths.add(path);
    if (text !== undefined) fields[name] = clip(written(values, text));
  }
  return { fields, odd: oddPaths.size };
}

const written = (values: Field['values'], text: string) =>
  values !== undefined && Object.hasOwn(values, text) ? (values[text] ?? text) : text;

/** A missing value is not odd, unless its parent is there: then the parent is of a kind we do not know. */
function valueAt(
  item: unknown,
  [first = '', ...rest]: readonly string[],
  within = '',
): { value?: unknown; oddPath?: string } {
  if (!isRecord(item)) return within === '' ? {} : { oddPath: within };
  const value = item[first] ?? undefined;
  if (rest.length === 0) return { value };
  if (value === undefined) return within === '' ? {} : { oddPath: within };
  return valueAt(value, rest, within === '' ? first : `${within}.${first}`);
}

/** Half a character (a lone surrogate) becomes U+FFFD: DynamoDB stores UTF-8, which cannot express it. */
const asText = (value: unknown) => (typeof value === 'string' ? value.replace(LONE_SURROGATE, '\ufffd') : undefined);

/** ISO 8601 UTC with milliseconds. A date in an event can hold the years 0 to 9999. */
function asDate(value: unknown, kind: 'date-time' | 'epoch-seconds'): string | undefined {
  const ms = kind === 'date-time' ? parsed(value) : typeof value === 'number' ? Math.round(value * 1000) : Number.NaN;
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return undefined;
  const iso = date.toISOString();
  return iso.length === 24 ? iso : undefined;
}

/** Date.parse turns the 30th of February into a day of March. */
function parsed(value: unknown): number {
  if (typeof value !== 'string' || !RFC_3339.test(value)) return Number.NaN;
  const clockTime = value.slice(0, 19).toUpperCase();
  const asUtcMs = Date.parse(`${clockTime}Z`);
  const isReal = !Number.isNaN(asUtcMs) && new Date(asUtcMs).toISOString().startsWith(clockTime);
  return isReal ? Date.parse(value) : Number.NaN;
}

/** Never in the middle of a character. */
function clip(text: string): string {
  if (text.length <= MAX_FIELD_LENGTH) return text;
  const isHalf = /[\ud800-\udbff]$/.test(text.slice(0, MAX_FIELD_LENGTH));
  return text.slice(0, isHalf ? MAX_FIELD_LENGTH - 1 : MAX_FIELD_LENGTH);
}

export function isUsableId(id: string | undefined): id is string {
  return id !== undefined && id.length > 0 && new TextEncoder().encode(id).length <= MAX_ID_BYTES;
}

/** The fields that differ, with their old values; a new field is only in `changed`. */
export function difference(
  before: Fields,
  after: Fields,
  names: readonly string[],
): { changed: string[]; previous: Fields } {
  const changed = names.filter((name) => before[name] !== after[name]).sort();
  const previous = Object.fromEntries(
    changed.flatMap((name) => (Object.hasOwn(before, name) ? [[name, before[name] ?? '']] : [])),
  );
  return { changed, previous };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
