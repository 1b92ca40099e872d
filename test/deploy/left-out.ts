import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The resource types that MiniStack does not support. It refuses a template that has one. */
export const TYPES_LEFT_OUT: readonly string[] = [
  'AWS::EventSchemas::Registry',
  'AWS::EventSchemas::Schema',
  'AWS::Events::Archive',
];

/**
 * The IAM condition keys that MiniStack does not set: with them, a statement would allow nothing. Without them, its actions
 * and resources still count.
 */
export const CONDITION_KEYS_LEFT_OUT: readonly string[] = ['events:source', 'dynamodb:LeadingKeys'];

/**
 * MiniStack refuses an alarm over a calculation. Without the calculation, the alarm watches its one metric, and references
 * to the alarm still work.
 */
export const CALCULATION_LEFT_OUT = 'FILL(sent, 0)';

interface AlarmProperties {
  Metrics?: readonly {
    readonly Expression?: string;
    readonly MetricStat?: { readonly Metric: object; readonly Period: number; readonly Stat: string };
  }[];
}
interface Statement {
  Condition?: Record<string, Record<string, unknown>>;
}
interface Template {
  Resources: Record<string, { readonly Type: string; readonly Properties?: unknown }>;
}

/** The contents of the templates of an assembly before anything was left out. */
export interface Found {
  readonly types: ReadonlySet<string>;
  readonly conditionKeys: ReadonlySet<string>;
  readonly calculations: ReadonlySet<string>;
}

/** Removes from the templates of a synthesized assembly only what MiniStack lacks. */
export function leaveOut(assembly: string): Found {
  const found = { types: new Set<string>(), conditionKeys: new Set<string>(), calculations: new Set<string>() };
  for (const name of readdirSync(assembly).filter((file) => file.endsWith('.template.json'))) {
    const file = join(assembly, name);
    const template: Template = JSON.parse(readFileSync(file, 'utf8'));
    for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
      found.types.add(Type);
      if (TYPES_LEFT_OUT.includes(Type)) delete template.Resources[id];
      else if (Type === 'AWS::CloudWatch::Alarm') {
        const calculation = leaveOutCalculation(Properties as AlarmProperties);
        if (calculation) found.calculations.add(calculation);
      } else if (Type === 'AWS::IAM::Policy') {
        const { PolicyDocument } = Properties as { readonly PolicyDocument: { readonly Statement: Statement[] } };
        for (const statement of PolicyDocument.Statement) {
          for (const key of leaveOutConditions(statement)) found.conditionKeys.add(key);
        }
      }
    }
    writeFileSync(file, JSON.stringify(template));
  }
  return found;
}

/** @returns the calculation before */
function leaveOutCalculation(alarm: AlarmProperties): string | undefined {
  const calculation = alarm.Metrics?.find(({ Expression }) => Expression)?.Expression;
  if (calculation !== CALCULATION_LEFT_OUT) return calculation;
  const [stat, ...others] = alarm.Metrics?.flatMap(({ MetricStat }) => MetricStat ?? []) ?? [];
  if (!stat || others.length > 0) return calculation;
  delete alarm.Metrics;
  Object.assign(alarm, { ...stat.Metric, Period: stat.Period, Statistic: stat.Stat });
  return calculation;
}

/** @returns the condition keys before */
function leaveOutConditions(statement: Statement): string[] {
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => ({ operator, key, value })),
  );
  delete statement.Condition;
  for (const { operator, key, value } of conditions) {
    if (CONDITION_KEYS_LEFT_OUT.includes(key)) continue;
    statement.Condition ??= {};
    statement.Condition[operator] = { ...statement.Condition[operator], [key]: value };
  }
  return conditions.map(({ key }) => key);
}
