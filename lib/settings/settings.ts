import { Duration } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import * as v from 'valibot';
import type { EngagementSyncProps } from '../engagement-sync-props.ts';
import { problemsOf } from '../props/check-props.ts';
import { kindOf, SETTINGS, type Setting, type SettingDefinition } from './setting-definitions.ts';
import { strangersAmong, warnOfStranger } from './strangers.ts';
import { isEmpty, isSet, listOf } from './values.ts';
import { withoutEffect } from './without-effect.ts';

/** Settings that cannot be used. The message is for the person who runs `cdk`: it is all that need be printed. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Given = Readonly<Partial<Record<Setting, unknown>>>;
type Complaint = readonly [setting: Setting, rule: string, received: unknown];

const NAMES = Object.keys(SETTINGS) as Setting[];
const definitionOf = (setting: Setting): SettingDefinition => SETTINGS[setting];

/**
 * The settings in the CDK context: those of cdk.json, and those given with `-c`, which take precedence. One that is not there
 * has the default of the construct's prop.
 *
 * @param scope of what is imported by its name
 * @throws SettingsError with a line for each value that is refused
 */
export function readSettings(scope: Construct): EngagementSyncProps {
  refuseSlips(scope);
  const given: Given = Object.fromEntries(NAMES.map((setting) => [setting, scope.node.tryGetContext(setting)]));
  const read = Object.fromEntries(NAMES.map((setting) => [setting, readValue(setting, given[setting])])) as Given;
  const props = propsOf(read);
  const wrong = withoutRepeats([...ofProps(given, props), ...ofSettings(given, read)]);
  const complaints = wrong.length > 0 ? wrong : pointless(given, read, props);
  if (complaints.length > 0) throw new SettingsError(complaints.map(lineAbout).join('\n'));

  const { eventBusName, alarmTopicArn, encryptionKeyArn } = read as Readonly<Record<string, string>>;
  return {
    ...props,
    eventBus: eventBusName ? EventBus.fromEventBusName(scope, 'EventBus', eventBusName) : undefined,
    alarmTopic: alarmTopicArn ? Topic.fromTopicArn(scope, 'AlarmTopic', alarmTopicArn) : undefined,
    encryptionKey: encryptionKeyArn ? Key.fromKeyArn(scope, 'EncryptionKey', encryptionKeyArn) : undefined,
  };
}

/** A value as cdk.json can hold it, or as the text that `-c` makes of it: a list with commas, a duration in ISO 8601. */
function readValue(setting: Setting, given: unknown): unknown {
  const { kind, isList } = kindOf(definitionOf(setting));
  const read = (value: unknown) => kind?.read?.(value) ?? value;
  if (given === undefined) return undefined;
  return isList ? (listOf(given)?.map(read) ?? given) : read(given);
}

/** An empty list of catalogs or regions switches that source off. */
function propsOf(settings: Given): EngagementSyncProps {
  const props: Record<string, unknown> = {};
  for (const setting of NAMES) {
    const [part = '', name] = definitionOf(setting).prop?.split('.') ?? [];
    if (name === undefined) props[part] = settings[setting];
    else props[part] = { ...(props[part] as object), [name]: settings[setting] };
  }
  const { '': _, expiryAlerts, archiveRetention, ...others } = props;
  return {
    ...others,
    archiveRetention: archiveRetention === '' ? false : (archiveRetention as never),
    // The default keeps the table, too, but for one that a failed first deployment leaves behind.
    ...(settings.removalPolicy === 'retain' && { removalPolicy: undefined }),
    ...(isEmpty(settings.catalogs) && { invitations: false }),
    ...(isEmpty(settings.contactEngagementRegions) && { engagements: false }),
    expiryAlerts: settings.expiryAlerts === false ? false : anyOf(expiryAlerts as object),
  };
}

/** Undefined unless something is set: only then is it an error if there is nothing to alert of. */
function anyOf(alerts: object): EngagementSyncProps['expiryAlerts'] {
  const set = Object.entries(alerts).filter(([, value]) => isSet(value));
  return set.length > 0 ? Object.fromEntries(set) : undefined;
}

/** The problems of settings that have no prop of their own, and those that only a setting can have. */
function ofSettings(given: Given, read: Given): Complaint[] {
  const complaints: Complaint[] = NAMES.flatMap((setting) => {
    const { kind } = definitionOf(setting);
    const isUnset = given[setting] === undefined || (given[setting] === '' && setting !== 'expiryAlerts');
    return kind && !isUnset && !v.is(kind.schema, read[setting]) ? [[setting, kind.rule, given[setting]] as const] : [];
  });
  if (isEmpty(read.catalogs) && isEmpty(read.contactEngagementRegions)) {
    const rule = 'must not be empty while "contactEngagementRegions" is empty too: there would be nothing to sync';
    complaints.push(['catalogs', rule, []]);
  }
  // The events name a threshold in the shortest form, so rules for PT24H would wait for ever.
  for (const [index, threshold] of (listOf(read.expiryThresholds) ?? []).entries()) {
    const iso = listOf(given.expiryThresholds)?.[index];
    if (threshold instanceof Duration && threshold.toIsoString() !== iso) {
      complaints.push([
        'expiryThresholds',
        'must be written in its shortest form, as in the events (P1D, not PT24H)',
        iso,
      ]);
    }
  }
  return complaints;
}

const pointless = (given: Given, read: Given, props: EngagementSyncProps): Complaint[] =>
  withoutEffect(read, props).map(([setting, rule]) => [setting, rule, given[setting]]);

/** The problems of the props that the settings make, in the names of the settings. */
function ofProps(given: Given, props: EngagementSyncProps): Complaint[] {
  return problemsOf(props).flatMap(({ prop, rule, received, index }): Complaint[] => {
    const setting = NAMES.find((name) => definitionOf(name).prop === prop);
    // A part, such as `invitations`: said by the settings that it is made of.
    if (!setting || definitionOf(setting).kind) return [];
    const { kind } = kindOf(definitionOf(setting));
    const isOfKind = kind?.writtenAs !== undefined && rule === kind.rule;
    const raw = index === undefined ? (given[setting] ?? received) : (listOf(given[setting])?.[index] ?? received);
    return [[setting, isOfKind ? `${rule}, written as ${kind.writtenAs}` : inSettings(rule), raw]];
  });
}

/** A rule may name other props. */
const inSettings = (rule: string) =>
  rule.replaceAll(/"([\w.]+)"/g, (quoted, prop: string) => {
    const setting = NAMES.find((name) => definitionOf(name).prop === prop);
    return setting ? `"${setting}"` : quoted;
  });

/** @throws SettingsError; of a word that is like none of ours, it only warns */
function refuseSlips(scope: Construct): void {
  const strangers = strangersAmong(Object.keys(scope.node.getAllContext()), NAMES);
  const slips = strangers.filter(({ meant }) => meant !== undefined);
  for (const stranger of strangers) if (!slips.includes(stranger)) warnOfStranger(scope, stranger, NAMES);
  if (slips.length === 0) return;
  const lines = slips.map(({ key, meant }) => `Setting "${key}": there is none. Did you mean "${meant}"?`);
  throw new SettingsError(lines.join('\n'));
}

/** Of a value, the first thing that is wrong is told. */
const withoutRepeats = (complaints: readonly Complaint[]) =>
  complaints.filter(
    ([setting, , received], index) =>
      !complaints.slice(0, index).some(([other, , value]) => other === setting && value === received),
  );

const lineAbout = ([setting, rule, received]: Complaint) =>
  `Setting "${setting}": ${rule}, got ${JSON.stringify(received)}. Example: -c ${setting}=${definitionOf(setting).example}`;
