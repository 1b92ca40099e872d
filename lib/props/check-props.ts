import { hasDigest } from '../alerts/alert-props.ts';
import type { EngagementSyncProps } from '../engagement-sync-props.ts';
import { type AlertObstacle, alertObstacleIn } from './alert-obstacles.ts';
import { oneOf } from './kinds.ts';
import { type Problem, problemsIn, refuse } from './problems.ts';
import { EXAMPLES, PROPS_SCHEMA } from './prop-definitions.ts';

/** @throws PropsError */
export const checkProps = (props: EngagementSyncProps): void => refuse('EngagementSync', problemsOf(props), EXAMPLES);

/** All that is wrong with each prop; or, where each is right on its own, with how they go together. */
export function problemsOf(props: EngagementSyncProps): Problem[] {
  const problems = problemsIn(PROPS_SCHEMA, props);
  return problems.length > 0 ? problems : contradictionsIn(props);
}

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
  const rule = `${oneOf(synced).rule}, which "invitations.catalogs" syncs`;
  for (const [index, received] of (expiryAlerts.catalogs ?? []).entries()) {
    if (!synced.includes(received)) problems.push({ prop: 'expiryAlerts.catalogs', rule, received, index });
  }
  return problems;
}
