import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SyncMetric } from '../../lambda/core/contract.ts';
import type { FeedFunction } from '../functions/feed-function.ts';
import { scopeId } from '../sync/source.ts';
import { type AlarmLeads, type AlarmText, alarmDescription, functionLines } from './alarm-text.ts';
import { type ScopeRate, syncMetric, zeroWhereMissing } from './metrics.ts';

const UNPUBLISHED_LIMIT = Duration.minutes(15);

export interface WatchedScope extends ScopeRate {
  readonly function: FeedFunction;
}

export interface DeadLetters {
  readonly queue: IQueue;
  /** The functions that its messages did not reach, or that failed. */
  readonly functions: readonly FeedFunction[];
}

export interface AlarmsProps {
  readonly topic: ITopic;
  readonly leads: AlarmLeads;
  readonly scopes: readonly WatchedScope[];
  /** The scopes whose invitations are alerted of. */
  readonly expiring: readonly WatchedScope[];
  /** How long before the expiry of an unanswered invitation; undefined for never. */
  readonly lastThreshold: Duration | undefined;
  readonly deadLetters: Readonly<Record<string, DeadLetters>>;
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
 * One alarm for each metric that someone would act on. A function's errors have none: those that matter show as silence or as dead
 * letters. CloudWatch bills each metric of an alarm, so an alarm over the sum of several would cost the same and tell less.
 */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[] = [];
  readonly #action: SnsAction;
  readonly #leads: AlarmLeads;

  constructor(parent: Construct, id: string, props: AlarmsProps) {
    super(parent, id);
    this.#action = new SnsAction(props.topic);
    this.#leads = props.leads;
    const names = props.scopes.map(({ scope }) => scope);
    const metric = (name: SyncMetric, { scope, rate }: ScopeRate) => syncMetric(name, scope, names, { period: rate });

    for (const each of props.scopes) {
      const { scope, rate } = each;
      const limit = { threshold: 1, comparisonOperator: BELOW, evaluationPeriods: 3, treatMissingData: BREACHING };
      const subject = functionLines(each.function);
      this.#add(`Silence-${scope}`, zeroWhereMissing(metric('SyncCompleted', each), rate), limit, {
        means: `Silence: ${scope} was not completely synced for three periods of ${rate.toHumanString()}: changes are not seen.`,
        firstDo: 'Look for the last error in the log.',
        section: 'Silence',
        subject,
      });
      this.#add(`Unpublished-${scope}`, metric('UnpublishedAge', each), once(ABOVE, UNPUBLISHED_LIMIT, NOT_BREACHING), {
        means: `Events of ${scope} have been waiting for more than 15 minutes: EventBridge does not take them. None is lost.`,
        firstDo: 'Look for "EventBridge" in the log.',
        section: 'Unpublished events',
        subject,
      });
    }
    const { lastThreshold } = props;
    for (const each of lastThreshold ? props.expiring : []) {
      this.#add(`Expiring-${each.scope}`, metric('TimeToNextExpiry', each), once(BELOW, lastThreshold, NOT_BREACHING), {
        means: `An invitation of ${each.scope} expires in less than ${lastThreshold?.toHumanString()}, unanswered.`,
        firstDo:
          'See on the dashboard, under "What is open?", or in the log, under "nextExpiries", which one it is: the first. ' +
          'Sign in to Partner Central, and accept or reject it.',
        section: 'An invitation about to expire',
        subject: functionLines(each.function),
      });
    }
    for (const [name, { queue, functions }] of Object.entries(props.deadLetters)) {
      const messages = queue.metricApproximateNumberOfMessagesVisible();
      this.#add(`DeadLetters-${name}`, messages, once(ABOVE, undefined, NOT_BREACHING), {
        means: `${name} could not be delivered, and are kept for 14 days.`,
        firstDo: 'Read a message: it says why.',
        section: 'Dead letters',
        subject: [`Queue: ${queue.queueName}`, ...functions.flatMap(functionLines)],
      });
    }
  }

  #add(id: string, metric: IMetric, limit: Limit, text: AlarmText): void {
    const alarm = new Alarm(this, scopeId(this, id), {
      metric,
      ...limit,
      alarmDescription: alarmDescription(text, this.#leads),
    });
    alarm.addAlarmAction(this.#action);
    alarm.addOkAction(this.#action);
    (this.alarms as Alarm[]).push(alarm);
  }
}

/** At the first value on the wrong side of the limit. */
function once(comparisonOperator: ComparisonOperator, limit: Duration | undefined, missing: TreatMissingData): Limit {
  return { threshold: limit?.toSeconds() ?? 0, comparisonOperator, evaluationPeriods: 1, treatMissingData: missing };
}
