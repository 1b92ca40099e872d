import { type Duration, Token } from 'aws-cdk-lib';
import { BASELINES, PARTICIPANT_ROLES } from '../lambda/core/contract.ts';
import type { EngagementSyncProps } from './engagement-sync-props.ts';
import { CATALOGS } from './invitations.ts';
import {
  CALLS_PER_SECOND,
  EVENT_SOURCE,
  NOT_AWS,
  oneOf,
  PARAMETER_PATH,
  RATE,
  REGION,
  REMOVAL_POLICY,
  RETENTION,
  type Requirement,
  THRESHOLD,
} from './requirements.ts';

/** Props that cannot be used. The message has a line for each, with the rule, the value and a valid example. */
export class PropsError extends Error {
  override readonly name = 'PropsError';
}

/** @throws PropsError */
export function checkProps(props: EngagementSyncProps): void {
  const problems = new Problems();
  const { invitations, engagements } = props;

  if (invitations === false && engagements === false) {
    problems.add(
      'invitations',
      'must not be false while "engagements" is false too: there would be nothing to sync',
      false,
      "invitations: { catalogs: ['AWS'] }",
    );
  }
  if (invitations) {
    const { catalogs, participantRoles, rate, expiryThresholds } = invitations;
    problems.list('invitations.catalogs', catalogs, oneOf(CATALOGS), "catalogs: ['AWS']", 'invitations: false');
    const roles = "participantRoles: ['RECEIVER']";
    problems.list('invitations.participantRoles', participantRoles, oneOf(PARTICIPANT_ROLES), roles, 'both by default');
    problems.value('invitations.rate', rate, RATE, 'rate: Duration.minutes(5)');
    const thresholds = 'expiryThresholds: [Duration.days(1), Duration.hours(4)]';
    problems.list('invitations.expiryThresholds', expiryThresholds, THRESHOLD, thresholds);
  }
  if (engagements) {
    problems.list('engagements.regions', engagements.regions, REGION, "regions: ['us-east-1']", 'engagements: false');
    problems.value('engagements.rate', engagements.rate, RATE, 'rate: Duration.minutes(5)');
  }
  problems.value('baseline', props.baseline, oneOf(BASELINES), "baseline: 'open'");
  problems.value('callsPerSecond', props.callsPerSecond, CALLS_PER_SECOND, 'callsPerSecond: 5');
  for (const requirement of [EVENT_SOURCE, NOT_AWS]) {
    problems.value('eventSource', props.eventSource, requirement, "eventSource: 'com.example.partner'");
  }
  problems.value('parameterPath', props.parameterPath, PARAMETER_PATH, "parameterPath: '/partner/engagement-sync'");

  const { archiveRetention, removalPolicy } = props;
  problems.value('archiveRetention', archiveRetention || undefined, RETENTION, 'archiveRetention: Duration.days(30)');
  problems.value('removalPolicy', removalPolicy, REMOVAL_POLICY, 'removalPolicy: RemovalPolicy.RETAIN');

  problems.throwIfAny();
}

/** Collects what is wrong, so that all of it is told at once. */
class Problems {
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
