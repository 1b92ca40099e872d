import { Duration, Names, Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  MathExpression,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { SyncMetric } from '../../lambda/core/contract.ts';
import type { SyncFunction } from '../sync/sync-function.ts';
import { type ScopeRate, syncMetric } from './metrics.ts';
import { runbook } from './runbook.ts';

/** How many of a scope fit into the table of what expires next. */
const LISTED_EXPIRING = 5;

export interface SyncDashboardProps {
  readonly scopes: readonly ScopeRate[];
  readonly functions: readonly SyncFunction[];
}

/** Answers at a glance: is it working, what is open and until when, what did it cost in calls; and says what to do. */
export class SyncDashboard extends Construct {
  readonly dashboard: Dashboard;
  /** In the console. */
  readonly url: string;

  /**
   * Its name is made here, and not by CloudFormation: the texts of the alarms have its address, and it has the alarms.
   */
  constructor(
    parent: Construct,
    id: string,
    private readonly props: SyncDashboardProps,
  ) {
    super(parent, id);
    const dashboardName = Names.uniqueResourceName(this, { maxLength: 128, separator: '-' });
    this.dashboard = new Dashboard(this, 'Dashboard', { dashboardName, defaultInterval: Duration.days(1) });
    const { region } = Stack.of(this);
    this.url = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboardName}`;
  }

  /** Called once the alarms are there. */
  show(alarms: readonly Alarm[]): void {
    const hour = Duration.hours(1);
    this.dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Is it working?', alarms: [...alarms], width: 8, height: 7 }),
      graph('Complete syncs an hour', this.#metrics('SyncCompleted', hour)),
      graph('Oldest unpublished event (s)', this.#metrics('UnpublishedAge', hour)),
    );
    this.dashboard.addWidgets(
      this.#table('What is open? (the first of each list, ids and times in UTC)', 16, [
        'stats latest(open) as open,',
        ...Array.from({ length: LISTED_EXPIRING }, (_, index) => {
          const comma = index === LISTED_EXPIRING - 1 ? '' : ',';
          return `latest(expiring.${index}.id) as id${index + 1}, latest(expiring.${index}.expiresAt) as until${index + 1}${comma}`;
        }),
        'by report.scope',
      ]),
      ...this.#remaining(),
    );
    this.dashboard.addWidgets(
      this.#table('Which lists cannot be read?', 8, [
        'filter ispresent(unavailable)',
        'stats count(*) as runs, latest(reason) as reason by report.scope',
      ]),
      graph('Calls of the list APIs a day', this.#metrics('ListCalls', Duration.days(1))),
      graph('Odd items an hour', this.#metrics('OddItems', hour)),
    );
    this.dashboard.addWidgets(new TextWidget({ width: 24, height: 20, markdown: runbook() }));
  }

  #metrics(metric: SyncMetric, period: Duration) {
    const names = this.props.scopes.map(({ scope }) => scope);
    return names.map((scope) => syncMetric(metric, scope, names, { period, label: scope }));
  }

  /** Of the log lines of complete syncs. */
  #table(title: string, width: number, query: readonly string[]): IWidget {
    return new LogQueryWidget({
      title,
      logGroupNames: this.props.functions.map(({ logGroup }) => logGroup.logGroupName),
      view: LogQueryVisualizationType.TABLE,
      queryLines: ['filter message = "Synced"', query.join(' ')],
      width,
      height: 7,
    });
  }

  /** In days and hours, since nobody reads seconds. */
  #remaining(): IWidget[] {
    const names = this.props.scopes.map(({ scope }) => scope);
    const invitations = names.filter((scope) => scope.startsWith('invitations/'));
    if (invitations.length === 0) return [];
    const metrics = invitations.flatMap((scope, index) => {
      const seconds = syncMetric('TimeToNextExpiry', scope, names, { period: Duration.hours(1) });
      const of = (expression: string, label: string) =>
        new MathExpression({ expression, label, usingMetrics: { [`s${index}`]: seconds }, period: Duration.hours(1) });
      const s = `s${index}`;
      return [
        of(`FLOOR(${s} / 86400)`, `${scope}: days`),
        of(`FLOOR((${s} - 86400 * FLOOR(${s} / 86400)) / 3600)`, `${scope}: and hours`),
      ];
    });
    return [new SingleValueWidget({ title: 'How long until the next one expires?', metrics, width: 8, height: 7 })];
  }
}

/** One unit a graph. */
const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 8, height: 7 });
