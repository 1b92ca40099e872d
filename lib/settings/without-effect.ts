import type { EngagementSyncProps } from '../engagement-sync-props.ts';
import { type AlertObstacle, alertObstacleIn } from '../props/alert-obstacles.ts';
import { SETTINGS, type Setting, type SettingDefinition } from './setting-definitions.ts';
import { isSet } from './values.ts';

/** Those of the alerts, but for the switch itself. */
const OF_ALERTS = (Object.keys(SETTINGS) as Setting[]).filter((name) => {
  const definition: SettingDefinition = SETTINGS[name];
  return definition.prop?.startsWith('expiryAlerts.');
});

const REASONS: Readonly<Record<AlertObstacle, string>> = {
  'no invitations': 'while "catalogs" is empty',
  'none received': 'while "participantRoles" is without RECEIVER',
  'Sandbox only': 'for the catalog Sandbox unless "alertCatalogs" names it: set "alertCatalogs" to Sandbox',
  'no thresholds': 'while "expiryThresholds" is empty, and "alertOn" and "alertDigest" name nothing else',
};

/**
 * Finds settings that other settings make pointless, so nobody waits for a mail that never comes.
 *
 * @param settings as they were read
 * @param props what they make, each of them right on its own
 */
export function withoutEffect(
  settings: Readonly<Partial<Record<Setting, unknown>>>,
  props: EngagementSyncProps,
): (readonly [setting: Setting, why: string])[] {
  const why = whyNobodyIsAlerted(props);
  const alerts = why ? OF_ALERTS.filter((name) => isSet(settings[name])) : [];
  return [
    ...alerts.map((name) => [name, `has no effect ${why}`] as const),
    ...(isSet(settings.alarmEmails) && settings.alarmTopicArn ? [ALARMS_TO_A_TOPIC] : []),
  ];
}

const ALARMS_TO_A_TOPIC = [
  'alarmEmails',
  'has no effect while "alarmTopicArn" is set: subscribe the addresses to that topic',
] as const;

function whyNobodyIsAlerted(props: EngagementSyncProps): string | undefined {
  if (props.expiryAlerts === false) return 'while "expiryAlerts" is false';
  const obstacle = alertObstacleIn(props);
  return obstacle && REASONS[obstacle];
}
