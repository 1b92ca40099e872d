/** The elements of a list, as cdk.json can hold it or as the text that `-c` makes of it; undefined where it is no list. */
export function listOf(given: unknown): readonly unknown[] | undefined {
  const elements = typeof given === 'string' ? given.split(',').map((part) => part.trim()) : given;
  return Array.isArray(elements) ? elements.filter((element) => element !== '') : undefined;
}

export const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

/** Whether a setting asks for something: `false`, `off` and an empty list ask for nothing. */
export const isSet = (value: unknown) => value !== undefined && value !== false && value !== 'off' && !isEmpty(value);
