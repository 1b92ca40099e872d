import CONDITION_KEYS from '../../support/condition-keys.json' with { type: 'json' };
import type { Statement } from '../../support/policy-documents.ts';

/** IAM ignores the case of a key. */
const TYPES = new Map(Object.entries(CONDITION_KEYS).map(([key, { type }]) => [key.toLowerCase(), type]));

/**
 * The problems of a statement's conditions.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export const problemsIn = ({ Effect, Condition = {} }: Statement): string[] =>
  Object.entries(Condition).flatMap(([operator, values]) =>
    Object.keys(values).flatMap((key) =>
      problemsOf(key, operator, Effect === 'Allow' && !isRefusedWhenAbsent(key, Condition)).map(
        (problem) => `${operator} ${key}: ${problem}`,
      ),
    ),
  );

function problemsOf(key: string, operator: string, isAllowedWhenAbsent: boolean): string[] {
  const type = TYPES.get(key.toLowerCase());
  if (!type) return ['an unknown key. Add it to test/support/condition-keys.json, with its type and the source'];
  // It checks whether there is a value, of any type.
  if (operator === 'Null') return [];

  const [, set, comparison = ''] = /^(ForAllValues:|ForAnyValue:)?(.*)$/.exec(operator) ?? [];
  const [, many, ofOne = ''] = /^(ArrayOf)?(.*)$/.exec(type) ?? [];
  return [
    ...(many && !set
      ? [`has several values (${type}). Put ForAllValues: or ForAnyValue: in front of the operator`]
      : []),
    ...(!many && set ? [`has one value (${type}). Leave out ${set}`] : []),
    ...(set === 'ForAllValues:' && isAllowedWhenAbsent
      ? [`is true where the key is absent. Add the condition Null with "${key}": "false"`]
      : []),
    // An exact ARN may be compared as text, as CDK does in the roles of schedules.
    ...(comparison.toLowerCase().startsWith(ofOne.toLowerCase()) || (ofOne === 'ARN' && comparison === 'StringEquals')
      ? []
      : [`is of the type ${type}. Use an operator of that type`]),
  ];
}

const isRefusedWhenAbsent = (key: string, { Null = {} }: NonNullable<Statement['Condition']>): boolean =>
  Object.entries(Null).some(([each, value]) => each.toLowerCase() === key.toLowerCase() && String(value) === 'false');
