import type { TemplateResource } from '../../local/synthesized-template.ts';
import type { Kind } from './measured.ts';

export type Resources = readonly TemplateResource[];
export type TemplateJson = { readonly Resources: Readonly<Record<string, TemplateResource>> };

/** What costs nothing by being there, or is counted by what passes through it. */
const FREE = new Set([
  'AWS::CDK::Metadata',
  'AWS::EventSchemas::Registry',
  'AWS::EventSchemas::Schema',
  'AWS::Events::EventBus',
  'AWS::Events::EventBusPolicy',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Permission',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
]);
const COUNTED = new Set([
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::DynamoDB::Table',
  'AWS::Events::Archive',
  'AWS::KMS::Key',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::Scheduler::Schedule',
]);

const HOURS_A_MONTH = 730;
const RATE = /^rate\((\d+) (minute|hour|day)s?\)$/;
const HOURS = { minute: 1 / 60, hour: 1, day: 24 };

/** A schedule knows syncs only; one a day of each scope lists everything. */
export type Mode = 'sync' | 'reconcile';

export interface Schedule {
  readonly scope: string;
  readonly kind: Kind;
  readonly runsAMonth: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

export function ofType(template: TemplateJson, type: string): Resources {
  return Object.values(template.Resources).filter(({ Type }) => Type === type);
}

/** @throws if there is a resource of which nobody has said what it costs */
export function checkAllCounted(template: TemplateJson): void {
  const types = new Set(Object.values(template.Resources).map(({ Type }) => Type));
  const unknown = [...types].filter((type) => !FREE.has(type) && !COUNTED.has(type));
  if (unknown.length === 0) return;
  throw new Error(
    `bench/cost must know what each resource of the template costs, but has nothing on ${unknown.join(', ')}. ` +
      'Look it up on the pricing page of the service, and add it to bench/cost/usage.ts, or to FREE in bench/cost/template.ts.',
  );
}

export function schedulesOf(template: TemplateJson): Schedule[] {
  return ofType(template, 'AWS::Scheduler::Schedule').map(({ Properties = {} }) => {
    const { scope } = JSON.parse(Properties.Target.Input);
    const target = template.Resources[Properties.Target.Arn['Fn::GetAtt'][0]]?.Properties ?? {};
    return {
      scope,
      kind: scope.split('/')[0],
      runsAMonth: runsAMonth(Properties.ScheduleExpression),
      memoryMb: target.MemorySize,
      environment: target.Environment.Variables,
    };
  });
}

function runsAMonth(expression: string): number {
  const [, count, unit] = RATE.exec(expression) ?? [];
  if (count && unit) return HOURS_A_MONTH / (Number(count) * HOURS[unit as keyof typeof HOURS]);
  throw new Error(`A schedule must be a rate, so that its runs can be counted, got ${expression}`);
}

/** An alarm is billed for each metric that it watches. */
export function alarmMetricsOf(template: TemplateJson): number {
  return ofType(template, 'AWS::CloudWatch::Alarm')
    .map(({ Properties }) => Properties?.Metrics?.filter(({ MetricStat }: { MetricStat?: unknown }) => MetricStat))
    .reduce((sum: number, metrics?: readonly unknown[]) => sum + (metrics?.length ?? 1), 0);
}

/**
 * Empty receives: Lambda polls a queue with up to five long polls at once, down to two where traffic is low and no
 * concurrency is set (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html). Five are counted. That one
 * takes 20 seconds, the longest there is, was not found in the documentation.
 */
export function idleQueueRequestsOf(template: TemplateJson): number {
  const requestsAMonth = (HOURS_A_MONTH * 3600 * 5) / 20;
  return ofType(template, 'AWS::Lambda::EventSourceMapping').length * requestsAMonth;
}

/**
 * A key is billed once more after its first rotation, and again after its second, not after further ones
 * (https://aws.amazon.com/kms/pricing/).
 */
export function billedKeysOf(template: TemplateJson, ageYears: number): number {
  const rotations = ({ Properties }: TemplateResource) =>
    Properties?.EnableKeyRotation ? Math.floor((ageYears * 365) / (Properties.RotationPeriodInDays ?? 365)) : 0;
  return ofType(template, 'AWS::KMS::Key').reduce((sum, key) => sum + 1 + Math.min(2, rotations(key)), 0);
}
