import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';

export type Update = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/**
 * Sets the attributes that have a value, and removes those that are undefined.
 *
 * @param condition may use `#name` and `:name` of the attributes, and the names in `values`
 */
export function updateOf(
  attributes: Readonly<Record<string, unknown>>,
  condition: string,
  values: Readonly<Record<string, unknown>> = {},
): Update {
  const all = Object.entries(attributes);
  const set = all.filter(([, value]) => value !== undefined).map(([name]) => `#${name} = :${name}`);
  const remove = all.filter(([, value]) => value === undefined).map(([name]) => `#${name}`);
  const clauses = [
    ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
  ];
  return {
    UpdateExpression: clauses.join(' '),
    ConditionExpression: condition,
    ExpressionAttributeNames: Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: { ...values, ...Object.fromEntries(all.map(([name, value]) => [`:${name}`, value])) },
  };
}
