import { type CfnElement, Duration, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type IScheduleTarget, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SyncInput, SyncMode } from '../../lambda/core/contract.ts';
import { acknowledge } from '../security/acknowledge.ts';

const MINUTES_PER_DAY = 24 * 60;
const FIRST_RECONCILIATION_MINUTE_OF_DAY = 2 * 60;
/** More than a function can run, so that one reconciliation is over before the next scope's begins. */
const RECONCILIATION_SLOT_MINUTES = 20;

export interface ScopeSchedulesProps {
  readonly scope: string;
  /** The function of the scope's source. */
  readonly function: IFunction;
  /** Time between two syncs. */
  readonly rate: Duration;
  /** Place of the scope among all scopes of the stack, from 0: no two of them reconcile at the same time. */
  readonly reconciliationSlot: number;
  /** Gets the runs that the function could not be asked for. */
  readonly deadLetterQueue: IQueue;
  /** Of that queue. */
  readonly encryptionKey: IKey | undefined;
}

/** The two schedules of one scope: a sync at the rate, and a reconciliation once a day. */
export class ScopeSchedules extends Construct {
  constructor(parent: Construct, id: string, props: ScopeSchedulesProps) {
    super(parent, id);

    const target = (mode: SyncMode): IScheduleTarget => {
      const invoke = new LambdaInvoke(props.function, {
        input: ScheduleTargetInput.fromObject({ scope: props.scope, mode } satisfies SyncInput),
        deadLetterQueue: props.deadLetterQueue,
        // These count attempts to reach Lambda, not runs. The default of a day and 185 attempts would deliver runs
        // that the following ones have long made up for.
        retryAttempts: 2,
        maxEventAge: Duration.minutes(15),
      });
      return {
        bind(schedule) {
          const config = invoke.bind(schedule);
          // The scheduler writes to the queue in this role. CDK lets the role use the queue, but not its key.
          const functionId = Stack.of(props.function).getLogicalId(props.function.node.defaultChild as CfnElement);
          acknowledge(
            config.role,
            `IAM5[Resource::<${functionId}.Arn>:*]`,
            'CDK grants the versions of the function too.',
          );
          props.encryptionKey?.grant(config.role, 'kms:Decrypt', 'kms:GenerateDataKey');
          return config;
        },
      };
    };

    new Schedule(this, 'Sync', {
      description: `Sync ${props.scope}`,
      schedule: ScheduleExpression.rate(props.rate),
      target: target('sync'),
    });
    new Schedule(this, 'Reconcile', {
      description: `Reconcile ${props.scope} with all that its API lists`,
      schedule: dailyAt(props.reconciliationSlot),
      target: target('reconcile'),
    });
  }
}

function dailyAt(slot: number): ScheduleExpression {
  const minuteOfDay = (FIRST_RECONCILIATION_MINUTE_OF_DAY + slot * RECONCILIATION_SLOT_MINUTES) % MINUTES_PER_DAY;
  return ScheduleExpression.cron({ hour: `${Math.floor(minuteOfDay / 60)}`, minute: `${minuteOfDay % 60}` });
}
