/** A JSON Schema in a file. */
export type SchemaNode = Readonly<Record<string, unknown>>;
/** By detail-type. */
export type SchemaSet = Readonly<Record<string, SchemaNode>>;

/** Keywords that explain, but promise nothing. */
const ANNOTATIONS = new Set(['title', 'description', '$comment', 'examples']);

/**
 * The changes to the schemas that are not additions, one line for each field. A new detail-type is an addition, and so is a
 * new optional field. A new required field is not: older events in an archive do not have it. Any change is allowed once
 * `schemaVersion` was raised.
 */
export function breaksOf(before: SchemaSet, after: SchemaSet): string[] {
  if (isRaised(versionOf(before), versionOf(after))) return [];
  return Object.entries(before).flatMap(([detailType, schema]) => {
    const next = after[detailType];
    if (!next) return [`${detailType}: was removed`];
    return breaksWithin(schema, next).map((line) => `${detailType}, ${line}`);
  });
}

function breaksWithin(before: SchemaNode, after: SchemaNode, path = ''): string[] {
  const place = path || 'the event';
  const keywords = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keywords.flatMap((keyword) => {
    const [was, is] = [before[keyword], after[keyword]];
    if (ANNOTATIONS.has(keyword)) return [];
    if (keyword === 'properties') return breaksOfProperties(nodesOf(was), nodesOf(is), path);
    if (keyword === 'items' && isNode(was) && isNode(is)) return breaksWithin(was, is, `${place}[]`);
    if (keyword === 'required') return breaksOfRequired(namesOf(was), namesOf(is), path);
    return written(was) === written(is) ? [] : [`${place}: ${keyword} was ${written(was)}, is ${written(is)}`];
  });
}

function breaksOfProperties(before: SchemaSet, after: SchemaSet, path: string): string[] {
  return Object.entries(before).flatMap(([name, schema]) => {
    const next = after[name];
    return next ? breaksWithin(schema, next, within(path, name)) : [`${within(path, name)}: was removed`];
  });
}

function breaksOfRequired(before: readonly string[], after: readonly string[], path: string): string[] {
  const lines = (names: readonly string[], others: readonly string[], change: string) =>
    names.filter((name) => !others.includes(name)).map((name) => `${within(path, name)}: ${change}`);
  return [
    ...lines(before, after, 'was always there, may be absent'),
    ...lines(after, before, 'must be there, but events that were published before do not have it'),
  ];
}

const within = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);
const isNode = (value: unknown): value is SchemaNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const nodesOf = (value: unknown): SchemaSet => (isNode(value) ? (value as SchemaSet) : {});
const namesOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : []);
const written = (value: unknown) => (value === undefined ? 'absent' : JSON.stringify(value));

/** All schemas of a set have the same version. */
function versionOf(schemas: SchemaSet): string | undefined {
  const path = ['detail', 'metadata', 'schemaVersion'];
  const schema = Object.values(schemas)[0] ?? {};
  const leaf = path.reduce((node, name) => nodesOf(node.properties)[name] ?? {}, schema);
  return typeof leaf.const === 'string' ? leaf.const : undefined;
}

const isRaised = (before: string | undefined, after: string | undefined) =>
  before !== undefined && after !== undefined && after.localeCompare(before, 'en', { numeric: true }) > 0;
