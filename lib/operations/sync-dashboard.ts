import { Duration, Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { SyncMetric } from '../../lambda/core/contract.ts';
import type { FeedFunction } from '../functions/feed-function.ts';
import { type ScopeRate, syncMetric, timeLeft } from './metrics.ts';
import { alarmSections } from './runbook.ts';

export interface SyncDashboardProps {
  readonly name: string;
  readonly scopes: readonly ScopeRate[];
  readonly functions: readonly FeedFunction[];
  readonly alarms: readonly Alarm[];
  /** Undefined: the dashboard holds the runbook itself. */
  readonly runbookUrl: string | undefined;
}

const FULL_WIDTH = 24;
const HALF = { width: FULL_WIDTH / 2, height: 9 };
const THIRD = { width: FULL_WIDTH / 3, height: 7 };

/**
 * Each list, as its latest run saw it. The line of a run holds the open invitations as JSON, soonest expiry first;
 * `parse` takes them as one text.
 */
const OPEN_QUERY = [
  'filter ispresent(report.scope)',
  `parse @message '"nextExpiries":[*]' as expiries`,
  'stats latest(open) as open, latest(expiries) as next_to_expire, latest(unavailable) as not_available, latest(@timestamp) as seen by report.scope',
];

/** Answers at a glance: is it working, what is open and until when, what expires next, what did it cost in calls. */
export class SyncDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(parent: Construct, id: string, { name, scopes, functions, alarms, runbookUrl }: SyncDashboardProps) {
    super(parent, id);
    const names = scopes.map(({ scope }) => scope);
    const each = (metric: SyncMetric, period: Duration) =>
      names.map((scope) => syncMetric(metric, scope, names, { period, label: scope }));
    const invitations = names.filter((scope) => scope.startsWith('invitations/'));
    const hour = Duration.hours(1);
    const day = Duration.days(1);
    const runbook = runbookUrl ? `[the runbook](${runbookUrl})` : 'the runbook below';

    this.dashboard = new Dashboard(this, 'Dashboard', { dashboardName: name, defaultInterval: day });
    this.dashboard.addWidgets(
      new TextWidget({
        width: FULL_WIDTH,
        height: 1,
        markdown: `**engagement-sync** in ${Stack.of(this).region}. What to do about an alarm: ${runbook}`,
      }),
    );
    this.dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Is it working?', alarms: [...alarms], ...THIRD }),
      new GraphWidget({ title: 'Complete syncs an hour', left: each('SyncCompleted', hour), ...THIRD }),
      new SingleValueWidget({
        title: 'What did it cost in calls? (a day)',
        metrics: each('ListCalls', day),
        ...THIRD,
      }),
    );
    this.dashboard.addWidgets(
      new LogQueryWidget({
        title: 'What is open? Until when (UTC): the twenty that expire soonest',
        logGroupNames: functions.map(({ logGroup }) => logGroup.logGroupName),
        view: LogQueryVisualizationType.TABLE,
        queryLines: OPEN_QUERY,
        width: FULL_WIDTH,
        height: 6,
      }),
    );
    this.dashboard.addWidgets(
      ...(invitations.length > 0
        ? [
            new SingleValueWidget({
              title: 'What expires next? In so many days, and hours',
              metrics: invitations.flatMap((scope) => timeLeft(syncMetric('TimeToNextExpiry', scope, names), scope)),
              ...THIRD,
            }),
          ]
        : []),
      new GraphWidget({ title: 'Oldest unpublished event (seconds)', left: each('UnpublishedAge', hour), ...THIRD }),
      new GraphWidget({ title: 'Odd items in the lists', left: each('OddItems', hour), ...THIRD }),
    );
    if (!runbookUrl) this.dashboard.addWidgets(...runbookWidgets());
  }
}

const runbookWidgets = (): IWidget[] => alarmSections().map((markdown) => new TextWidget({ markdown, ...HALF }));
