import { hasDigest } from '../alerts/alert-props.ts';
import type { EngagementSyncProps } from '../engagement-sync-props.ts';

/** Why nobody would be alerted of anything. */
export type AlertObstacle = 'no invitations' | 'none received' | 'Sandbox only' | 'no thresholds';

/** @param props each of them right on its own, with alerts that are on */
export function alertObstacleIn({ invitations, expiryAlerts }: EngagementSyncProps): AlertObstacle | undefined {
  if (invitations === false) return 'no invitations';
  const { participantRoles, catalogs, expiryThresholds } = invitations ?? {};
  const alerts = expiryAlerts || {};
  if (participantRoles && !participantRoles.includes('RECEIVER')) return 'none received';
  // Sandbox is worth an alert only where it is named.
  if (catalogs && !catalogs.includes('AWS') && !alerts.catalogs) return 'Sandbox only';
  const isAboutExpiringOnly = alerts.on?.every((kind) => kind === 'expiring') && !hasDigest(alerts);
  return expiryThresholds?.length === 0 && isAboutExpiringOnly ? 'no thresholds' : undefined;
}
