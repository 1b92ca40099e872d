import { hasDigest } from '../alerts/alert-props.ts';
import type { EngagementSyncProps } from '../engagement-sync-props.ts';
import { type AlertObstacle, alertObstacleIn } from './alert-obstacles.ts';
import { isSame, type Problem, PropsError, written } from './problems.ts';
import { PROPS, type PropDefinition, type PropName } from './prop-definitions.ts';
import { oneOf } from './requirements.ts';

/** @throws PropsError */
export function checkProps(props: EngagementSyncProps): void {
  const problems = problemsOf(props);
  if (problems.length === 0) return;
  const examples: Readonly<Record<string, PropDefinition>> = PROPS;
  const lines = problems.map(({ prop, rule, received }) => {
    const example = examples[prop]?.example ?? EXAMPLES_OF_PARTS[prop];
    return `EngagementSync "${prop}": ${rule}, got ${written(received)}. Example: ${example}`;
  });
  throw new PropsError(lines.join('\n'));
}

const EXAMPLES_OF_PARTS: Readonly<Record<string, string>> = {
  invitations: "invitations: { catalogs: ['AWS'] }",
  expiryAlerts: 'expiryAlerts: false',
};

/** All that is wrong with each prop; or, where each is right on its own, with how they go together. */
export function problemsOf(props: EngagementSyncProps): Problem[] {
  const problems = (Object.keys(PROPS) as PropName[]).flatMap((prop) => problemsOfProp(prop, valueAt(props, prop)));
  return problems.length > 0 ? problems : contradictionsIn(props);
}

/** Undefined too where the part that it belongs to is off. */
function valueAt(props: object, prop: string): unknown {
  const [part = '', name] = prop.split('.');
  const value = (props as Readonly<Record<string, unknown>>)[part];
  if (name !== undefined) return value ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  return prop === 'archiveRetention' && value === false ? undefined : value;
}

function problemsOfProp(prop: PropName, value: unknown): Problem[] {
  const { rules, isList, insteadOfEmpty }: PropDefinition = PROPS[prop];
  const broken = (received: unknown) => rules.find((rule) => !rule.isMetBy(received))?.text;
  if (value === undefined) return [];
  if (!isList) return toProblems(prop, [{ received: value, rule: broken(value) }]);
  if (!Array.isArray(value)) return [{ prop, rule: 'must be a list', received: value }];
  if (value.length === 0 && insteadOfEmpty)
    return [{ prop, rule: `must not be empty (${insteadOfEmpty})`, received: value }];

  const problems = toProblems(
    prop,
    value.map((received, index) => ({ received, rule: broken(received), index })),
  );
  const index = value.findIndex((each, place) => value.slice(0, place).some((other) => isSame(other, each)));
  if (problems.length > 0 || index === -1) return problems;
  return [{ prop, rule: 'must not be repeated', received: value[index], index }];
}

const toProblems = (prop: string, found: readonly { received: unknown; rule: string | undefined; index?: number }[]) =>
  found.flatMap(({ rule, ...problem }): Problem[] => (rule === undefined ? [] : [{ prop, rule, ...problem }]));

const OBSTACLES: Readonly<Record<AlertObstacle, string>> = {
  'no invitations': 'must be left out while "invitations" is false',
  'none received': 'must be left out while "invitations.participantRoles" is without RECEIVER',
  'Sandbox only': 'must name "catalogs" while "invitations.catalogs" has Sandbox only',
  'no thresholds': 'must say "on" or "digest" while "invitations.expiryThresholds" is empty',
};

function contradictionsIn(props: EngagementSyncProps): Problem[] {
  const { invitations, engagements, expiryAlerts, alarmEmails, alarmTopic } = props;
  const problems: Problem[] = [];
  if (invitations === false && engagements === false) {
    const rule = 'must not be false while "engagements" is false too: there would be nothing to sync';
    problems.push({ prop: 'invitations', rule, received: false });
  }
  if (alarmTopic && alarmEmails?.length) {
    const rule = 'must be left out while "alarmTopic" is set: subscribe the addresses to that topic';
    problems.push({ prop: 'alarmEmails', rule, received: alarmEmails });
  }
  if (!expiryAlerts) return problems;
  const obstacle = alertObstacleIn(props);
  if (obstacle) problems.push({ prop: 'expiryAlerts', rule: OBSTACLES[obstacle], received: expiryAlerts });
  if (expiryAlerts.digestHour !== undefined && !hasDigest(expiryAlerts)) {
    const rule = 'must be left out unless "expiryAlerts.digest" is daily or weekly';
    problems.push({ prop: 'expiryAlerts.digestHour', rule, received: expiryAlerts.digestHour });
  }
  const { catalogs: synced = ['AWS'] } = invitations || {};
  const rule = `${oneOf(synced).text}, which "invitations.catalogs" syncs`;
  for (const [index, received] of (expiryAlerts.catalogs ?? []).entries()) {
    if (!synced.includes(received)) problems.push({ prop: 'expiryAlerts.catalogs', rule, received, index });
  }
  return problems;
}
