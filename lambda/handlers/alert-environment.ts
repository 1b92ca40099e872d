import * as v from 'valibot';
import { AlertEnvironment } from '../core/contract.ts';
import { FLAG, LIST, TEXT, valid } from './environment.ts';

const schema = v.object({
  [AlertEnvironment.tableName]: TEXT,
  [AlertEnvironment.alertTopicArn]: TEXT,
  [AlertEnvironment.chatTopicArn]: v.string(),
  [AlertEnvironment.timeZone]: TEXT,
  [AlertEnvironment.details]: FLAG,
  [AlertEnvironment.scopes]: LIST,
});

export type AlertSettings = ReturnType<typeof readAlertEnvironment>;

/** @throws if a variable is missing or invalid; the stack sets them all */
export function readAlertEnvironment(environment: Readonly<Record<string, string | undefined>>) {
  const variables = valid(schema, environment, 'Environment variable');
  return {
    tableName: variables.TABLE_NAME,
    /** Where each kind of message goes; empty if there is no chat. */
    topicArns: { mail: variables.ALERT_TOPIC_ARN, chat: variables.CHAT_TOPIC_ARN },
    timeZone: variables.TIME_ZONE,
    withDetails: variables.DETAILS === 'true',
    scopes: variables.SCOPES,
  };
}

const event = v.object({
  'detail-type': v.string(),
  detail: v.object({
    metadata: v.object({
      eventId: v.string(),
      baseline: v.exactOptional(v.boolean()),
      stale: v.exactOptional(v.boolean()),
    }),
    catalog: v.string(),
    engagementInvitation: v.record(v.string(), v.string()),
  }),
});
const test = v.object({ test: v.literal(true) });
const digest = v.object({ digest: v.object({ at: v.pipe(v.string(), v.isoTimestamp()), days: v.number() }) });

/** The request of a rule, of a person, or of the schedule of a digest. */
export function readAlertInput(input: unknown): v.InferOutput<typeof event | typeof test | typeof digest> {
  const result = v.safeParse(v.union([event, test, digest]), input);
  if (result.success) return result.output;
  throw new Error('Input: must be an invitation event of the feed, or {"test": true} to send a test mail');
}
