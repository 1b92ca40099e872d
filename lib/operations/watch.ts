import type { Duration } from 'aws-cdk-lib';
import type { Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { AlertPlan } from '../alerts/alert-props.ts';
import type { Source } from '../sync/source.ts';
import type { SyncFunction } from '../sync/sync-function.ts';
import { Alarms, type AlarmsProps } from './alarms.ts';
import { SyncDashboard } from './sync-dashboard.ts';

export interface WatchProps extends Pick<AlarmsProps, 'topic' | 'deadLetterQueues'> {
  readonly sources: readonly Source[];
  /** Of the sources, in their order. */
  readonly functions: readonly SyncFunction[];
  readonly alerts: AlertPlan | undefined;
  /** Where docs/operations.md is to be read; undefined: on the dashboard. */
  readonly runbookUrl: string | undefined;
}

/** Alarms and the dashboard of all scopes. */
export function watch(
  construct: Construct,
  { sources, functions, alerts, runbookUrl, ...props }: WatchProps,
): { readonly dashboard: Dashboard; readonly alarms: readonly Alarm[] } {
  const scopes = sources.flatMap(({ scopes, rate }, index) =>
    scopes.map((scope) => ({ scope, rate, function: functions[index] as SyncFunction })),
  );
  const dashboard = new SyncDashboard(construct, 'Dashboard', { scopes, functions });
  const { alarms } = new Alarms(construct, 'Alarms', {
    ...props,
    scopes,
    expiring: scopes.filter(({ scope }) => alerts?.scopes.includes(scope)),
    lastThreshold: alerts && shortest(alerts.thresholds),
    dashboardUrl: dashboard.url,
    runbookUrl: runbookUrl ?? dashboard.url,
  });
  dashboard.show(alarms);
  return { dashboard: dashboard.dashboard, alarms };
}

const shortest = (durations: readonly Duration[]) =>
  durations.toSorted((a, b) => a.toMilliseconds() - b.toMilliseconds())[0];
