import { Token } from 'aws-cdk-lib';
import * as v from 'valibot';
import type { Kind } from './kinds.ts';
import { isSame } from './problems.ts';
import { meantBy } from './slips.ts';

export interface PropDefinition {
  readonly kind: Kind;
  /** As one writes it in code. */
  readonly example: string;
  readonly isList?: true;
  /** What to do instead, where an empty list makes no sense. */
  readonly insteadOfEmpty?: string;
  /** `false` switches it off. */
  readonly orFalse?: true;
}

export const one = (kind: Kind, example: string): PropDefinition => ({ kind, example });
export const many = (kind: Kind, example: string, insteadOfEmpty?: string): PropDefinition => ({
  kind,
  example,
  isList: true,
  ...(insteadOfEmpty !== undefined && { insteadOfEmpty }),
});

/** The schema of props of which each may be left out. @param what they are called: "prop" */
export const propsSchema = (entries: v.ObjectEntries, what = 'prop'): v.GenericSchema =>
  v.strictObject(
    Object.fromEntries(Object.entries(entries).map(([name, schema]) => [name, v.optional(schema as v.GenericSchema)])),
    ({ expected, input }) =>
      expected === 'never' ? strangerRule(what, String(input), Object.keys(entries)) : 'must be an object',
  );

const strangerRule = (what: string, name: string, names: readonly string[]) => {
  const meant = meantBy(name, names);
  return `there is no such ${what}. ${meant === undefined ? `There are ${names.join(', ')}` : `Did you mean "${meant}"?`}`;
};

export const orFalse = (schema: v.GenericSchema): v.GenericSchema =>
  v.lazy((input) => (input === false ? v.literal(false) : schema));

export function schemaOf({ kind, isList, insteadOfEmpty, orFalse: mayBeFalse }: PropDefinition): v.GenericSchema {
  const schema = isList ? listOf(kind.schema, insteadOfEmpty) : kind.schema;
  return mayBeFalse ? orFalse(schema) : schema;
}

const listOf = (element: v.GenericSchema, insteadOfEmpty: string | undefined): v.GenericSchema =>
  v.pipe(
    // A token of a list is a list of one text, and its length is not known.
    v.custom<readonly unknown[]>((value) => Array.isArray(value) && !Token.isUnresolved(value), 'must be a list'),
    v.check((list) => list.length > 0 || insteadOfEmpty === undefined, `must not be empty (${insteadOfEmpty})`),
    v.array(element),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const list = dataset.value as readonly unknown[];
      const key = list.findIndex((each, place) => list.slice(0, place).some((other) => isSame(other, each)));
      if (key === -1) return;
      const [input, value] = [list as unknown[], list[key]];
      addIssue({
        message: 'must not be repeated',
        input: value,
        path: [{ type: 'array', origin: 'value', input, key, value }],
      });
    }),
  );
