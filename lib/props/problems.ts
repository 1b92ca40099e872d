import { Duration, Token } from 'aws-cdk-lib';

/** Props that cannot be used. The message has a line for each, with the rule, the value and a valid example. */
export class PropsError extends Error {
  override readonly name = 'PropsError';
}

/** What is wrong with a prop. */
export interface Problem {
  /** Such as `invitations.rate`. */
  readonly prop: string;
  readonly rule: string;
  readonly received: unknown;
  /** The place in a list, where one value of it is meant. */
  readonly index?: number;
}

export const written = (value: unknown) => (value instanceof Duration ? value.toIsoString() : JSON.stringify(value));

/** Whether two values are the same for sure. */
export const isSame = (a: unknown, b: unknown) => !Token.isUnresolved(a) && written(a) === written(b);
