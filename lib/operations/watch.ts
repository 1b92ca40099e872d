import { type Duration, Names, Stack } from 'aws-cdk-lib';
import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { AlertPlan } from '../alerts/alert-props.ts';
import type { FeedFunction } from '../functions/feed-function.ts';
import type { Source } from '../sync/source.ts';
import { Alarms, type AlarmsProps, type WatchedScope } from './alarms.ts';
import { SyncDashboard } from './sync-dashboard.ts';

export interface WatchProps extends Pick<AlarmsProps, 'topic' | 'deadLetters'> {
  readonly functions: readonly FeedFunction[];
  /** In the order of their functions. */
  readonly sources: readonly Source[];
  readonly alerts: AlertPlan | undefined;
  readonly runbookUrl: string | undefined;
}

export interface Watch {
  readonly alarms: readonly Alarm[];
  readonly dashboard: Dashboard;
}

/** Alarms and the dashboard of all scopes. */
export function watch(construct: Construct, { sources, functions, alerts, runbookUrl, ...props }: WatchProps): Watch {
  const scopes = functions.flatMap((syncFunction, index): WatchedScope[] => {
    const { scopes = [], rate } = sources[index] ?? {};
    return rate ? scopes.map((scope) => ({ scope, rate, function: syncFunction })) : [];
  });
  // Given by us, because the alarms name the dashboard, and the dashboard shows the alarms: neither could be made first.
  const dashboardName = Names.uniqueResourceName(construct, { maxLength: 255, separator: '-' });
  const { region } = Stack.of(construct);
  const dashboardUrl = `https://console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboardName}`;
  const { alarms } = new Alarms(construct, 'Alarms', {
    ...props,
    leads: { dashboardUrl, runbookUrl },
    scopes,
    expiring: scopes.filter(({ scope }) => alerts?.scopes.includes(scope)),
    lastThreshold: alerts && shortest(alerts.thresholds),
  });
  const shown = { name: dashboardName, scopes, functions, alarms, runbookUrl };
  return { alarms, dashboard: new SyncDashboard(construct, 'Dashboard', shown).dashboard };
}

const shortest = (durations: readonly Duration[]) =>
  durations.toSorted((a, b) => a.toMilliseconds() - b.toMilliseconds())[0];
