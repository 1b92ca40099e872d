import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  ValidateTemplateCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { CALCULATION_LEFT_OUT } from './left-out.ts';
import type { MiniStack } from './ministack.ts';

/** The resource types that MiniStack refuses, from its answer to a template with only that type. */
export async function refusedTypes(ministack: MiniStack, types: Iterable<string>): Promise<string[]> {
  const cloudFormation = new CloudFormationClient(ministack.client);
  const refused: string[] = [];
  for (const Type of types) {
    const TemplateBody = JSON.stringify({ Resources: { Alone: { Type } } });
    try {
      await cloudFormation.send(new ValidateTemplateCommand({ TemplateBody }));
    } catch (error) {
      if (!`${error}`.includes('Unrecognized resource types')) throw error;
      refused.push(Type);
    }
  }
  return refused.sort();
}

/** Whether it refuses an alarm over a calculation, from its answer to a stack with only that alarm. */
export async function refusesCalculations(ministack: MiniStack): Promise<boolean> {
  const client = new CloudFormationClient(ministack.client);
  const StackName = 'Calculation';
  const Metric = { Namespace: 'Any', MetricName: 'Any' };
  const Properties = {
    ComparisonOperator: 'LessThanThreshold',
    EvaluationPeriods: 3,
    Threshold: 1,
    Metrics: [
      { Id: 'calculated', Expression: CALCULATION_LEFT_OUT },
      { Id: 'sent', MetricStat: { Metric, Period: 60, Stat: 'Sum' }, ReturnData: false },
    ],
  };
  const TemplateBody = JSON.stringify({ Resources: { Alone: { Type: 'AWS::CloudWatch::Alarm', Properties } } });
  await client.send(new CreateStackCommand({ StackName, TemplateBody }));
  const isCreated = await waitUntilStackCreateComplete(
    { client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
    { StackName },
  ).then(
    () => true,
    () => false,
  );
  if (isCreated) return false;
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
  const reasons = StackEvents.map(({ ResourceStatusReason = '' }) => ResourceStatusReason).join('\n');
  if (!reasons.includes('metric math')) throw new Error(`MiniStack refused the alarm for another reason:\n${reasons}`);
  return true;
}
