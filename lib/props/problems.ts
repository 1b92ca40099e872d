import { type Duration, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as v from 'valibot';
import { PropsError } from './props-error.ts';

/** What is wrong with a prop. */
export interface Problem {
  /** Such as `invitations.rate`; empty for the props as a whole. */
  readonly prop: string;
  readonly rule: string;
  readonly received: unknown;
  /** The place in a list, where one value of it is meant. */
  readonly index?: number;
}

/**
 * @param subject of the message: "EngagementSync"
 * @param examples by the names of the props
 * @throws PropsError if there is any problem
 */
export function refuse(
  subject: string,
  problems: readonly Problem[],
  examples: Readonly<Record<string, string>>,
): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ prop, rule, received }) => {
    const example = examples[prop];
    const line = `${subject} "${prop || 'props'}": ${rule}, got ${written(received)}`;
    return example === undefined ? line : `${line}. Example: ${example}`;
  });
  throw new PropsError(lines.join('\n'));
}

/** Checks a value by its schema. Returns the first problem of each part. */
export function problemsIn(schema: v.GenericSchema, value: unknown): Problem[] {
  const { issues = [] } = v.safeParse(schema, value, { abortPipeEarly: true });
  return issues.map(({ message, input, expected, path = [] }) => {
    const keys = path.map(({ key }) => key);
    const index = keys.find((key) => typeof key === 'number');
    // For an unknown key, valibot gives the key as the input.
    const received = expected === 'never' ? path.at(-1)?.value : input;
    return {
      prop: keys.filter((key) => typeof key === 'string').join('.'),
      rule: isUnknownAtSynth(received) ? `${message}, and known at synth` : message,
      received,
      ...(index !== undefined && { index }),
    };
  });
}

const isDuration = (value: unknown): value is Duration =>
  typeof value === 'object' && value !== null && 'isUnresolved' in value && 'toIsoString' in value;

/** A stack has a method of a token's name, and is none. */
const isUnknownAtSynth = (value: unknown) =>
  isDuration(value) ? value.isUnresolved() : Token.isUnresolved(value) && !Construct.isConstruct(value);

/** A value as the person who set it would know it again. */
export function written(value: unknown): string {
  if (isUnknownAtSynth(value)) return 'a CDK token';
  if (isDuration(value)) return value.toIsoString();
  if (Construct.isConstruct(value)) return `the construct ${value.node.path}`;
  if (typeof value === 'function') return 'a function';
  return JSON.stringify(value) ?? 'undefined';
}

/** Whether two values are the same for sure. */
export const isSame = (a: unknown, b: unknown) => !isUnknownAtSynth(a) && written(a) === written(b);
