import { type CfnElement, Duration, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type IScheduleTarget, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { SyncInput } from '../../lambda/core/contract.ts';
import { acknowledge } from '../security/acknowledge.ts';

export interface ScopeScheduleProps {
  readonly scope: string;
  /** The function of the scope's source. */
  readonly function: IFunction;
  /** Time between two syncs. */
  readonly rate: Duration;
  /** Gets the runs that the function could not be asked for. */
  readonly deadLetterQueue: IQueue;
  /** Of that queue. */
  readonly encryptionKey: IKey | undefined;
}

/** Has one scope synced at its rate. The sync itself knows when everything is to be listed: lambda/core/checkpoint.ts. */
export class ScopeSchedule extends Schedule {
  constructor(parent: Construct, id: string, props: ScopeScheduleProps) {
    super(parent, id, {
      description: `Sync ${props.scope}`,
      schedule: ScheduleExpression.rate(props.rate),
      target: targetOf(props),
    });
  }
}

const targetOf = ({ scope, function: target, deadLetterQueue, encryptionKey }: ScopeScheduleProps): IScheduleTarget =>
  functionTarget(target, {
    input: ScheduleTargetInput.fromObject({ scope, mode: 'sync' } satisfies SyncInput),
    deadLetterQueue,
    encryptionKey,
  });

export interface FunctionTargetProps {
  readonly input: ScheduleTargetInput;
  /** Gets the runs that the function could not be asked for. */
  readonly deadLetterQueue: IQueue;
  /** Of that queue. */
  readonly encryptionKey: IKey | undefined;
}

/** Has a schedule call a function. */
export function functionTarget(
  target: IFunction,
  { input, deadLetterQueue, encryptionKey }: FunctionTargetProps,
): IScheduleTarget {
  const invoke = new LambdaInvoke(target, {
    input,
    deadLetterQueue,
    // These count attempts to reach Lambda, not runs. The default of a day and 185 attempts would deliver runs
    // that the following ones have long made up for.
    retryAttempts: 2,
    maxEventAge: Duration.minutes(15),
  });
  return {
    bind(schedule) {
      const config = invoke.bind(schedule);
      const functionId = Stack.of(target).getLogicalId(target.node.defaultChild as CfnElement);
      acknowledge(config.role, `IAM5[Resource::<${functionId}.Arn>:*]`, 'CDK grants the versions of the function too.');
      // The scheduler writes to the queue in this role. CDK lets the role use the queue, but not its key.
      encryptionKey?.grant(config.role, 'kms:Decrypt', 'kms:GenerateDataKey');
      return config;
    },
  };
}
