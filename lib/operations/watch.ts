import type { Duration } from 'aws-cdk-lib';
import type { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { invitationScope } from '../../lambda/apis/invitations.ts';
import type { Alerts } from '../alerts/expiry-alerts.ts';
import type { Source } from '../sync/source.ts';
import { Alarms, type AlarmsProps } from './alarms.ts';
import { SyncDashboard } from './sync-dashboard.ts';

export interface WatchProps extends Pick<AlarmsProps, 'topic' | 'functions' | 'deadLetterQueues'> {
  readonly sources: readonly Source[];
  readonly alerts: Alerts | undefined;
}

/** Alarms and the dashboard of all scopes. */
export function watch(construct: Construct, { sources, alerts, ...props }: WatchProps): Dashboard {
  const scopes = sources.flatMap(({ scopes, rate }) => scopes.map((scope) => ({ scope, rate })));
  const alerted = alerts?.catalogs.map((catalog) => invitationScope(catalog, 'RECEIVER')) ?? [];
  const { alarms } = new Alarms(construct, 'Alarms', {
    ...props,
    scopes,
    expiring: scopes.filter(({ scope }) => alerted.includes(scope)),
    lastThreshold: alerts && shortest(alerts.thresholds),
  });
  return new SyncDashboard(construct, 'Dashboard', { scopes, functions: props.functions, alarms }).dashboard;
}

const shortest = (durations: readonly Duration[]) =>
  durations.toSorted((a, b) => a.toMilliseconds() - b.toMilliseconds())[0];
