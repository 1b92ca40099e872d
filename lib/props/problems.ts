import { type Duration, Token } from 'aws-cdk-lib';
import type { Requirement } from './requirements.ts';

/** Props that cannot be used. The message has a line for each, with the rule, the value and a valid example. */
export class PropsError extends Error {
  override readonly name = 'PropsError';
}

/** Collects what is wrong, so that all of it is told at once. */
export class Problems {
  readonly #lines: string[] = [];

  add(prop: string, rule: string, received: unknown, example: string): void {
    this.#lines.push(`EngagementSync "${prop}": ${rule}, got ${written(received)}. Example: ${example}`);
  }

  value<Value>(
    prop: string,
    value: Value | undefined,
    requirement: Requirement<NoInfer<Value>>,
    example: string,
  ): boolean {
    if (value === undefined || requirement.isMetBy(value)) return true;
    this.add(prop, requirement.text, value, example);
    return false;
  }

  /** @param whenEmpty what to write instead of an empty list, where one makes no sense */
  list<Value>(
    prop: string,
    values: readonly Value[] | undefined,
    requirement: Requirement<NoInfer<Value>>,
    example: string,
    whenEmpty?: string,
  ): void {
    if (values !== undefined && !Array.isArray(values)) {
      this.add(prop, 'must be a list', values, example);
      return;
    }
    if (values?.length === 0 && whenEmpty) this.add(prop, `must not be empty (${whenEmpty})`, values, example);
    const allMet = values?.every((value) => this.value(prop, value, requirement, example)) ?? true;
    const repeated = values?.find((value, index) => values.findIndex((other) => same(other, value)) !== index);
    if (allMet && repeated !== undefined) this.add(prop, 'must not be repeated', repeated, example);
  }

  throwIfAny(): void {
    if (this.#lines.length > 0) throw new PropsError(this.#lines.join('\n'));
  }
}

const isDuration = (value: unknown): value is Duration =>
  typeof value === 'object' && value !== null && 'toIsoString' in value;
const written = (value: unknown) => (isDuration(value) ? value.toIsoString() : JSON.stringify(value));
const same = (a: unknown, b: unknown) => !Token.isUnresolved(a) && written(a) === written(b);
