import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SyncMetric } from '../../lambda/core/contract.ts';
import type { SyncFunction } from '../sync/sync-function.ts';
import { type ScopeRate, syncMetric } from './metrics.ts';

const UNPUBLISHED_LIMIT = Duration.minutes(15);

export interface AlarmsProps {
  readonly topic: ITopic;
  readonly scopes: readonly ScopeRate[];
  /** The scopes whose invitations are alerted of. */
  readonly expiring: readonly ScopeRate[];
  /** How long before the expiry of an unanswered invitation; undefined for never. */
  readonly lastThreshold: Duration | undefined;
  readonly functions: readonly SyncFunction[];
  readonly deadLetterQueues: Readonly<Record<string, IQueue>>;
}

interface AlarmText {
  readonly means: string;
  readonly firstDo: string;
  /** Heading in docs/operations.md. */
  readonly section: string;
}

interface Limit {
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm?: number;
  readonly treatMissingData: TreatMissingData;
}

const ABOVE = ComparisonOperator.GREATER_THAN_THRESHOLD;
const BELOW = ComparisonOperator.LESS_THAN_THRESHOLD;
const { BREACHING, NOT_BREACHING } = TreatMissingData;

/**
 * One alarm for each metric that someone would act on. CloudWatch bills each metric of an alarm, so that alarms over the
 * sum of several would cost the same and tell less.
 */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[] = [];
  readonly #action: SnsAction;

  constructor(parent: Construct, id: string, props: AlarmsProps) {
    super(parent, id);
    this.#action = new SnsAction(props.topic);
    const names = props.scopes.map(({ scope }) => scope);
    const metric = (name: SyncMetric, { scope, rate }: ScopeRate) => syncMetric(name, scope, names, { period: rate });

    for (const each of props.scopes) {
      const { scope, rate } = each;
      const limit = { threshold: 1, comparisonOperator: BELOW, evaluationPeriods: 3, treatMissingData: BREACHING };
      this.#add(`Silence-${scope}`, metric('SyncCompleted', each), limit, {
        means: `Silence: ${scope} was not completely synced for three periods of ${rate.toHumanString()}: changes are not seen.`,
        firstDo: 'Look for the last error in the log of its function.',
        section: 'silence',
      });
      this.#add(`Unpublished-${scope}`, metric('UnpublishedAge', each), once(ABOVE, UNPUBLISHED_LIMIT, NOT_BREACHING), {
        means: `Events of ${scope} have been waiting for more than 15 minutes: EventBridge does not take them. None is lost.`,
        firstDo: 'Look for "EventBridge" in the log of its function.',
        section: 'unpublished-events',
      });
    }
    const { lastThreshold } = props;
    for (const each of lastThreshold ? props.expiring : []) {
      this.#add(`Expiring-${each.scope}`, metric('TimeToNextExpiry', each), once(BELOW, lastThreshold, NOT_BREACHING), {
        means: `An invitation of ${each.scope} expires in less than ${lastThreshold?.toHumanString()}, unanswered.`,
        firstDo: 'Sign in to Partner Central, and accept or reject it.',
        section: 'an-invitation-about-to-expire',
      });
    }
    for (const syncFunction of props.functions) {
      const { id: name } = syncFunction.node;
      const errors = syncFunction.metricErrors({ period: syncFunction.timeout ?? Duration.minutes(15) });
      const limit = { threshold: 0, comparisonOperator: ABOVE, evaluationPeriods: 3, datapointsToAlarm: 2 };
      this.#add(
        `Errors-${name}`,
        errors,
        { ...limit, treatMissingData: NOT_BREACHING },
        {
          means: `The function of ${name} failed twice in three periods. The next runs go on where it stopped.`,
          firstDo: 'Look for the error in its log.',
          section: 'function-errors',
        },
      );
    }
    for (const [name, queue] of Object.entries(props.deadLetterQueues)) {
      const messages = queue.metricApproximateNumberOfMessagesVisible();
      this.#add(`DeadLetters-${name}`, messages, once(ABOVE, undefined, NOT_BREACHING), {
        means: `${name} could not be delivered, and are kept for 14 days.`,
        firstDo: 'Read a message: its attributes say why.',
        section: 'dead-letters',
      });
    }
  }

  #add(id: string, metric: IMetric, limit: Limit, { means, firstDo, section }: AlarmText): void {
    const alarm = new Alarm(this, id.replaceAll('/', '-'), {
      metric,
      ...limit,
      alarmDescription: `${means} First: ${firstDo} Runbook: docs/operations.md#${section}`,
    });
    alarm.addAlarmAction(this.#action);
    (this.alarms as Alarm[]).push(alarm);
  }
}

/** At the first value on the wrong side of the limit. */
function once(comparisonOperator: ComparisonOperator, limit: Duration | undefined, missing: TreatMissingData): Limit {
  return { threshold: limit?.toSeconds() ?? 0, comparisonOperator, evaluationPeriods: 1, treatMissingData: missing };
}
