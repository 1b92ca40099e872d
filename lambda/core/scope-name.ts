import type { Api, ScopeParts } from './api.ts';

/** Joins the parts to a name such as `invitations/AWS/RECEIVER`. */
export const scopeName = ({ name, scope }: Pick<Api, 'name' | 'scope'>, parts: ScopeParts): string =>
  [name, ...Object.keys(scope).map((part) => parts[part])].join('/');

/** The parts of a scope; undefined if the API has no such scope. */
export function scopePartsOf(api: Api, scope: string): ScopeParts | undefined {
  const [, ...values] = scope.split('/');
  const parts = Object.fromEntries(Object.keys(api.scope).map((part, index) => [part, values[index] ?? '']));
  const isPart = ([name, { values: known }]: (typeof definitions)[number]) =>
    known ? known.includes(parts[name] ?? '') : parts[name] !== '';
  const definitions = Object.entries(api.scope);
  return scope === scopeName(api, parts) && definitions.every(isPart) ? parts : undefined;
}

/** @throws if the API has no such scope */
export function requireScopeParts(api: Api, scope: string): ScopeParts {
  const parts = scopePartsOf(api, scope);
  if (!parts) throw new Error(`"${scope}" is not a scope of ${api.name}. Example: ${scopeExample(api)}`);
  return parts;
}

export const scopeExample = (api: Api): string =>
  scopeName(api, Object.fromEntries(Object.entries(api.scope).map(([part, { example }]) => [part, example])));
