import { SETTINGS, type Setting, type SettingDefinition } from './setting-definitions.ts';

type Values = Readonly<Partial<Record<Setting, unknown>>>;
type Pointless = readonly [setting: Setting, why: string];

/** Those of the alerts, but for the switch itself. */
const OF_ALERTS = (Object.keys(SETTINGS) as Setting[]).filter((name) => {
  const definition: SettingDefinition = SETTINGS[name];
  return definition.prop?.startsWith('expiryAlerts.');
});

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;
const isSet = (value: unknown) => value !== undefined && value !== false && value !== 'off' && !isEmpty(value);
const has = (value: unknown, element: string) => !Array.isArray(value) || value.includes(element);

/**
 * What somebody has set, and what others make pointless: nobody shall wait for a mail that never comes.
 *
 * @param settings as they were read
 */
export function withoutEffect(settings: Values): Pointless[] {
  const why = whyNobodyIsAlerted(settings);
  const alerts = OF_ALERTS.filter((name) => isSet(settings[name]));
  const pointless: Pointless[] = why ? alerts.map((name) => [name, why]) : [];
  if (isSet(settings.alarmEmails) && settings.alarmTopicArn)
    pointless.push(['alarmEmails', 'while "alarmTopicArn" is set: subscribe the addresses to that topic']);
  return pointless;
}

function whyNobodyIsAlerted(settings: Values): string | undefined {
  const { expiryAlerts, catalogs, participantRoles, alertCatalogs, expiryThresholds, alertOn, alertDigest } = settings;
  if (expiryAlerts === false) return 'while "expiryAlerts" is false';
  if (isEmpty(catalogs)) return 'while "catalogs" is empty';
  if (!has(participantRoles, 'RECEIVER')) return 'while "participantRoles" is without RECEIVER';
  if (!has(catalogs, 'AWS') && !isSet(alertCatalogs))
    return 'for the catalog Sandbox unless "alertCatalogs" names it: set "alertCatalogs" to Sandbox';
  const isAboutExpiringOnly = Array.isArray(alertOn) && alertOn.length > 0 && alertOn.every((on) => on === 'expiring');
  if (isEmpty(expiryThresholds) && isAboutExpiringOnly && !isSet(alertDigest))
    return 'while "expiryThresholds" is empty, and "alertOn" and "alertDigest" name nothing else';
  return undefined;
}
