import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SyncMetric } from '../../lambda/core/contract.ts';
import type { SyncFunction } from '../sync/sync-function.ts';
import { type ScopeRate, syncMetric } from './metrics.ts';

const UNPUBLISHED_LIMIT = Duration.minutes(15);
const SILENT_PERIODS = 3;

/** A list that is synced on its own, with the function that does it. */
export interface WatchedScope extends ScopeRate {
  readonly function: SyncFunction;
}

export interface AlarmsProps {
  readonly topic: ITopic;
  readonly scopes: readonly WatchedScope[];
  /** The scopes whose invitations are alerted of. */
  readonly expiring: readonly WatchedScope[];
  /** How long before the expiry of an unanswered invitation; undefined for never. */
  readonly lastThreshold: Duration | undefined;
  readonly deadLetterQueues: Readonly<Record<string, IQueue>>;
  /** Addresses of the dashboard, and of the runbook without the section. */
  readonly dashboardUrl: string;
  readonly runbookUrl: string;
}

interface AlarmText {
  readonly means: string;
  readonly firstDo: string;
  /** Heading in docs/operations.md. */
  readonly section: string;
  readonly function?: SyncFunction;
}

interface Limit {
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
  readonly evaluationPeriods: number;
  readonly treatMissingData: TreatMissingData;
}

const ABOVE = ComparisonOperator.GREATER_THAN_THRESHOLD;
const BELOW = ComparisonOperator.LESS_THAN_THRESHOLD;
const { BREACHING, NOT_BREACHING } = TreatMissingData;

/**
 * One alarm for each metric that someone would act on, and none for the errors of a function: those that matter are silence.
 * CloudWatch bills each metric of an alarm, so that alarms over the sum of several would cost the same and tell less.
 */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[] = [];
  readonly #action: SnsAction;

  constructor(
    parent: Construct,
    id: string,
    private readonly props: AlarmsProps,
  ) {
    super(parent, id);
    this.#action = new SnsAction(props.topic);
    const names = props.scopes.map(({ scope }) => scope);
    const metric = (name: SyncMetric, { scope, rate }: ScopeRate) => syncMetric(name, scope, names, { period: rate });

    for (const each of props.scopes) {
      const { scope, rate } = each;
      this.#add(`Silence-${scope}`, filled(metric('SyncCompleted', each), rate), SILENCE, {
        means: `Silence: ${scope} was not completely synced for ${SILENT_PERIODS} periods of ${rate.toHumanString()}: changes are not seen.`,
        firstDo: 'Look for the last error in the log.',
        section: 'silence',
        function: each.function,
      });
      this.#add(`Unpublished-${scope}`, metric('UnpublishedAge', each), once(ABOVE, UNPUBLISHED_LIMIT), {
        means: `Events of ${scope} have been waiting for more than 15 minutes: EventBridge does not take them. None is lost.`,
        firstDo: 'Look for "EventBridge" in the log.',
        section: 'unpublished-events',
        function: each.function,
      });
    }
    const { lastThreshold } = props;
    for (const each of lastThreshold ? props.expiring : []) {
      this.#add(`Expiring-${each.scope}`, metric('TimeToNextExpiry', each), once(BELOW, lastThreshold), {
        means: `An invitation of ${each.scope} expires in less than ${lastThreshold?.toHumanString()}, unanswered.`,
        firstDo: 'See on the dashboard which one it is ("What is open?"), and have it answered in Partner Central.',
        section: 'an-invitation-about-to-expire',
        function: each.function,
      });
    }
    for (const [name, queue] of Object.entries(props.deadLetterQueues)) {
      this.#add(`DeadLetters-${name}`, queue.metricApproximateNumberOfMessagesVisible(), once(ABOVE), {
        means: `${name} could not be delivered, and are kept for 14 days in ${queue.queueName}.`,
        firstDo: 'Read a message: its attributes say why.',
        section: 'dead-letters',
      });
    }
  }

  #add(id: string, metric: IMetric, limit: Limit, text: AlarmText): void {
    const { dashboardUrl, runbookUrl } = this.props;
    const by = text.function;
    const alarm = new Alarm(this, id.replaceAll('/', '-'), {
      metric,
      ...limit,
      alarmDescription: [
        `${text.means} First: ${text.firstDo}`,
        ...(by ? [`Function: ${by.functionName}. Log: ${by.logGroup.logGroupName}.`] : []),
        `Dashboard: ${dashboardUrl} Runbook: ${runbookUrl}#${text.section}`,
      ].join(' '),
    });
    alarm.addAlarmAction(this.#action);
    alarm.addOkAction(this.#action);
    (this.alarms as Alarm[]).push(alarm);
  }
}

/**
 * An alarm that treats missing data as breaching still waits for up to two periods more than it has to evaluate, since CloudWatch looks
 * at data from before they stopped. A metric without gaps leaves it nothing to look for:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
const filled = (metric: IMetric, period: Duration) =>
  new MathExpression({ expression: 'FILL(completed, 0)', usingMetrics: { completed: metric }, period });

const SILENCE: Limit = {
  threshold: 1,
  comparisonOperator: BELOW,
  evaluationPeriods: SILENT_PERIODS,
  // What was never there cannot be filled in.
  treatMissingData: BREACHING,
};

/** At the first value on the wrong side of the limit. */
const once = (comparisonOperator: ComparisonOperator, limit?: Duration): Limit => ({
  threshold: limit?.toSeconds() ?? 0,
  comparisonOperator,
  evaluationPeriods: 1,
  treatMissingData: NOT_BREACHING,
});
