import { Environment } from '../../lambda/core/contract.ts';
import type { TemplateResource } from '../../local/synthesized-template.ts';

/** The name of an API. */
export type Kind = 'invitations' | 'contact-engagements';

export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

type Properties = NonNullable<TemplateResource['Properties']>;

export const HOURS_A_MONTH = 730;
const RATE = /^rate\((\d+) (minute|hour|day)s?\)$/;
const HOURS = { minute: 1 / 60, hour: 1, day: 24 };

export interface LambdaFunction {
  readonly memoryMb: number;
  readonly callsPerSecond: number;
}

/** Of one list. */
export interface Schedule {
  readonly kind: Kind;
  readonly runsAMonth: number;
  readonly runs: LambdaFunction;
}

export const ofType = ({ Resources }: Template, type: string): Properties[] =>
  Object.values(Resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties = {} }) => Properties);

export const schedulesOf = (template: Template): Schedule[] =>
  ofType(template, 'AWS::Scheduler::Schedule').map(({ Target, ScheduleExpression }) => ({
    kind: JSON.parse(Target.Input).scope.split('/')[0],
    runsAMonth: runsAMonth(ScheduleExpression),
    runs: functionOf(template, Target.Arn['Fn::GetAtt'][0]),
  }));

/** The functions that Lambda calls from a queue. */
export const queuedFunctionsOf = (template: Template): LambdaFunction[] =>
  ofType(template, 'AWS::Lambda::EventSourceMapping').map(({ FunctionName }) => functionOf(template, FunctionName.Ref));

/** An alarm is billed for each metric that it watches, but not for its calculations. */
export const alarmMetricsOf = (template: Template): number =>
  ofType(template, 'AWS::CloudWatch::Alarm').reduce(
    (sum, { Metrics }) => sum + (Metrics?.filter(({ MetricStat }: Properties) => MetricStat).length ?? 1),
    0,
  );

function functionOf({ Resources }: Template, id: string): LambdaFunction {
  const { MemorySize, Environment: environment } = Resources[id]?.Properties ?? {};
  return { memoryMb: MemorySize, callsPerSecond: Number(environment?.Variables[Environment.callsPerSecond]) };
}

function runsAMonth(expression: string): number {
  const [, number, unit] = RATE.exec(expression) ?? [];
  if (number && unit) return HOURS_A_MONTH / (Number(number) * HOURS[unit as keyof typeof HOURS]);
  throw new Error(`A schedule must be a rate, because the bill counts its runs; got ${expression}`);
}
