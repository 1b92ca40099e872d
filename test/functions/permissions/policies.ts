import { textOf } from '../../support/intrinsic-functions.ts';
import type { Call } from './calls.ts';

/** The part of IAM that our policies need. It refuses everything else, so nothing passes unnoticed. */
export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
}

/** Every value of the call must be among these. */
interface Condition {
  readonly key: string;
  readonly values: readonly string[];
}

type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties: unknown }>>;
type Json = Readonly<Record<string, unknown>>;

/** Everything that the function of a source, such as `Invitations`, may do. */
export function statementsOf(resources: Resources, source: string): Statement[] {
  const propertiesOf = (type: string, part = '') =>
    Object.entries(resources)
      .filter(([id, { Type }]) => Type === type && id.includes(part))
      .map(([, { Properties }]) => Properties as Json);
  const [lambda, ...others] = propertiesOf('AWS::Lambda::Function', source);
  if (!lambda || others.length > 0) throw new Error(`not exactly one function of ${source}`);
  const roleId = (lambda.Role as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'][0];
  const inRole = Object.keys((resources[roleId]?.Properties ?? {}) as Json);
  if (inRole.join() !== 'AssumeRolePolicyDocument') throw new Error(`Not understood: a role with ${inRole}`);

  return propertiesOf('AWS::IAM::Policy')
    .filter(({ Roles }) => (Roles as { Ref: string }[]).some(({ Ref }) => Ref === roleId))
    .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: Json[] }).Statement)
    .map((statement) => read(resources, statement));
}

function read(resources: Resources, { Effect, Action, Resource, Condition = {}, ...rest }: Json): Statement {
  if (Effect !== 'Allow' || Object.keys(rest).length > 0) {
    throw new Error(`Not understood: a statement with Effect ${Effect}, ${Object.keys(rest)}`);
  }
  const operators = Object.entries(Condition as Record<string, Record<string, string | string[]>>);
  const strange = operators.map(([operator]) => operator).filter((operator) => !OPERATORS.includes(operator));
  if (strange.length > 0) throw new Error(`Not understood: the operators ${strange}`);
  return {
    actions: [Action].flat() as string[],
    resources: [Resource].flat().map((resource) => textOf(resources, resource)),
    conditions: operators
      .filter(([operator]) => operator !== 'Null')
      .flatMap(([, conditions]) =>
        Object.entries(conditions).map(([key, values]) => ({ key, values: [values].flat() })),
      ),
  };
}

/** IAM documents that a key without a value meets the second one, and not the third. */
const OPERATORS = ['StringEquals', 'ForAllValues:StringEquals', 'Null'];

const covers = ({ actions, resources, conditions }: Statement, { action, resource, context }: Call): boolean =>
  actions.includes(action) &&
  resources.some((each) => each === '*' || each === resource) &&
  conditions.every(({ key, values }) => {
    const found = context[key] ?? [];
    return found.length > 0 && found.every((value) => values.some((each) => each === value));
  });

/** The calls that no statement allows. */
export const denied = (statements: readonly Statement[], calls: readonly Call[]): Call[] =>
  calls.filter((call) => !statements.some((statement) => covers(statement, call)));

/** The grants that no call needed: actions, resources, and values of conditions. */
export function unused(statements: readonly Statement[], calls: readonly Call[]): string[] {
  return statements.flatMap((statement) => {
    const covered = calls.filter((call) => covers(statement, call));
    const needed = (test: (call: Call) => boolean) => covered.some(test);
    return [
      ...statement.actions.filter((action) => !needed((call) => call.action === action)),
      ...statement.resources.filter((each) => !needed(({ resource }) => each === '*' || each === resource)),
      ...statement.conditions.flatMap(({ key, values }) =>
        values
          .filter((value) => !needed(({ context }) => !!context[key]?.includes(value)))
          .map((value) => `${key} ${value}`),
      ),
    ];
  });
}
