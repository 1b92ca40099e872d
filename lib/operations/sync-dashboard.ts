import { Duration, Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { SyncMetric } from '../../lambda/core/contract.ts';
import type { SyncFunction } from '../sync/sync-function.ts';
import { type ScopeRate, syncMetric } from './metrics.ts';

export interface SyncDashboardProps {
  readonly scopes: readonly ScopeRate[];
  readonly functions: readonly SyncFunction[];
  readonly alarms: readonly Alarm[];
}

/** Answers at a glance: is it working, what is open, what expires next, what did it cost in calls. */
export class SyncDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(parent: Construct, id: string, { scopes, functions, alarms }: SyncDashboardProps) {
    super(parent, id);
    const names = scopes.map(({ scope }) => scope);
    const each = (metric: SyncMetric, period: Duration, of = names) =>
      of.map((scope) => syncMetric(metric, scope, names, { period, label: scope }));
    const invitations = names.filter((scope) => scope.startsWith('invitations/'));
    const hour = Duration.hours(1);
    const day = Duration.days(1);

    this.dashboard = new Dashboard(this, 'Dashboard', { defaultInterval: day });
    this.dashboard.addWidgets(
      new TextWidget({
        width: 24,
        height: 1,
        markdown: `**engagement-sync** in ${Stack.of(this).region}. What to do about an alarm: docs/operations.md`,
      }),
    );
    this.dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Is it working?', alarms: [...alarms], width: 8, height: 7 }),
      new GraphWidget({ title: 'Complete syncs an hour', left: each('SyncCompleted', hour), width: 8, height: 7 }),
      new GraphWidget({
        title: 'Oldest unpublished event (s), odd items',
        left: each('UnpublishedAge', hour),
        right: each('OddItems', hour),
        width: 8,
        height: 7,
      }),
    );
    this.dashboard.addWidgets(
      new LogQueryWidget({
        title: 'What is open? (of what every sync looks at)',
        logGroupNames: functions.map(({ logGroup }) => logGroup.logGroupName),
        view: LogQueryVisualizationType.TABLE,
        queryLines: [
          'filter message = "Synced"',
          'stats latest(open) as open, latest(@timestamp) as synced by report.scope',
        ],
        width: 8,
        height: 6,
      }),
      ...(invitations.length > 0
        ? [
            new SingleValueWidget({
              title: 'What expires next? (seconds)',
              metrics: each('TimeToNextExpiry', hour, invitations),
              width: 8,
              height: 6,
            }),
          ]
        : []),
      new SingleValueWidget({
        title: 'What did it cost in calls? (a day)',
        metrics: each('ListCalls', day),
        width: 8,
        height: 6,
      }),
    );
  }
}
