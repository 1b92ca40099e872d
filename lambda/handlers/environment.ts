import * as v from 'valibot';
import { BASELINES, Environment, type ExpiryThreshold, type SyncInput } from '../core/contract.ts';
import type { SyncSettings } from '../core/settings.ts';

export interface FunctionSettings {
  readonly tableName: string;
  readonly eventBusName: string;
  readonly callsPerSecond: number;
  /** Whether native events reach this function. */
  readonly nativeWakeUp: boolean;
  readonly sync: SyncSettings;
}

/** Variable types that several functions share. */
export const TEXT = v.pipe(v.string(), v.nonEmpty());
export const FLAG = v.picklist(['true', 'false']);
export const LIST = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

const environmentSchema = v.object({
  [Environment.tableName]: TEXT,
  [Environment.eventBusName]: TEXT,
  [Environment.eventSource]: TEXT,
  [Environment.baseline]: v.picklist(BASELINES),
  [Environment.expiryThresholds]: v.pipe(
    v.string(),
    v.parseJson(),
    v.array(v.object({ threshold: v.string(), beforeMs: v.number() })),
  ),
  [Environment.callsPerSecond]: v.pipe(v.string(), v.toNumber(), v.minValue(Number.MIN_VALUE)),
  [Environment.announceCompletion]: FLAG,
  [Environment.nativeWakeUp]: FLAG,
  [Environment.toleratedScopes]: LIST,
});

/**
 * The function's settings, read when it is called.
 *
 * @throws if a variable is missing or invalid; the stack sets them all
 */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): FunctionSettings {
  const variables = valid(environmentSchema, environment, 'Environment variable');
  return {
    tableName: variables.TABLE_NAME,
    eventBusName: variables.EVENT_BUS_NAME,
    callsPerSecond: variables.CALLS_PER_SECOND,
    nativeWakeUp: variables.NATIVE_WAKE_UP === 'true',
    sync: {
      eventSource: variables.EVENT_SOURCE,
      baseline: variables.BASELINE,
      expiryThresholds: variables.EXPIRY_THRESHOLDS satisfies readonly ExpiryThreshold[],
      announceCompletion: variables.ANNOUNCE_COMPLETION === 'true',
      toleratedScopes: variables.TOLERATED_SCOPES,
    },
  };
}

const inputSchema = v.object({ scope: TEXT, mode: v.optional(v.picklist(['sync', 'reconcile']), 'sync') });

/** The input from a schedule. By hand, `{"scope": "invitations/AWS/RECEIVER"}` is enough. */
export function readInput(event: unknown): SyncInput {
  return valid(inputSchema, event, 'Input');
}

export function valid<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
  what: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${what} ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}
