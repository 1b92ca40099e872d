import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { BACKEND_CLIENT } from '../adapters/clients.ts';
import { documentClient } from '../adapters/document-client.ts';
import { DynamoDbStore } from '../adapters/dynamodb-store.ts';
import { invitationDetails } from '../adapters/invitation-details.ts';
import { systemClock } from '../adapters/system.ts';
import { type TopicMessage, topicPublisher } from '../adapters/topic-publisher.ts';
import { aboutLines } from '../alerts/about.ts';
import { type Alert, alertOf, type InvitationEvent, isToAnswer } from '../alerts/alert.ts';
import { type ChatMessage, chatMessageOf } from '../alerts/chat.ts';
import { digestChatMessage, digestMail, digestOf, isWorthMail } from '../alerts/digest.ts';
import { type Mail, mailOf } from '../alerts/mail.ts';
import { testChatMessage, testMail } from '../alerts/test-message.ts';
import { invitations } from '../apis/invitations.ts';
import type { DigestInput } from '../core/contract.ts';
import { toDate } from '../core/dates.ts';
import { type AlertSettings, readAlertEnvironment, readAlertInput } from './alert-environment.ts';
import { logger } from './telemetry.ts';

const DAY_MS = 24 * 60 * 60_000;
/** How much earlier than its expiry an invitation is dated, at most. The index has that date. */
const REACH_MS = invitations.usuallyOpenForMs + DAY_MS;

/** The messages that SNS accepted, now or for an earlier identical request. */
export interface AlertResult {
  readonly sent: readonly (keyof AlertSettings['topicArns'])[];
}

/** One alert, for all channels. */
interface Message {
  readonly key: string;
  readonly mail: Mail;
  readonly chat: ChatMessage;
}

/** A call of the function, with everything it needs. */
interface Call {
  readonly settings: AlertSettings;
  readonly services: Services;
  readonly nowMs: number;
  readonly context: Context;
}

type Services = ReturnType<typeof connect>;
/** Kept between calls. */
let services: Services | undefined;

function connect({ tableName }: AlertSettings) {
  const dynamoDb = new DynamoDBClient(BACKEND_CLIENT);
  const documents = documentClient(dynamoDb);
  return {
    publish: topicPublisher(dynamoDb, tableName),
    details: invitationDetails(),
    store: (scope: string) => new DynamoDbStore(documents, tableName, scope, invitations, systemClock),
  };
}

/** Sends an alert about an event of the feed, a digest, or a test message. If it throws, Lambda tries again. */
export async function handler(input: unknown, context: Context): Promise<AlertResult> {
  const settings = readAlertEnvironment(process.env);
  const request = readAlertInput(input);
  services ??= connect(settings);
  const call: Call = { settings, services, nowMs: systemClock.nowMs(), context };
  if ('test' in request) return sendTest(call);
  if ('digest' in request) return sendDigest(request, call);
  return sendAlert(request, call);
}

function sendTest(call: Call): Promise<AlertResult> {
  const { settings, nowMs } = call;
  return send({ key: `test ${nowMs}`, mail: testMail(settings.timeZone, nowMs), chat: testChatMessage() }, call);
}

async function sendAlert(event: InvitationEvent, call: Call): Promise<AlertResult> {
  const { settings, services, nowMs } = call;
  const alert = alertOf(event, nowMs);
  if (!alert) {
    logger.info('Sent no alert: it is too late, or the event comes from a first sync', {
      eventId: event.detail.metadata.eventId,
    });
    return { sent: [] };
  }
  const about = settings.withDetails ? await aboutOf(alert, services) : [];
  const { timeZone } = settings;
  const chat = chatMessageOf(alert, timeZone, about);
  return send({ key: alert.eventId, mail: mailOf(alert, timeZone, about), chat }, call);
}

/** The lines about customer and project; none if Partner Central does not answer in time. */
async function aboutOf({ kind, catalog, eventId, invitation }: Alert, { details }: Services): Promise<string[]> {
  if (invitation.id === undefined || !isToAnswer(kind)) return [];
  try {
    return aboutLines(await details(catalog, invitation.id));
  } catch (error) {
    logger.warn('Wrote an alert without details: Partner Central did not return them', {
      eventId,
      reason: error instanceof Error ? error.name : 'unknown',
    });
    return [];
  }
}

async function sendDigest({ digest }: DigestInput, call: Call): Promise<AlertResult> {
  const { settings, services, nowMs } = call;
  const since = toDate(Date.parse(digest.at) - digest.days * DAY_MS);
  const from = toDate(Date.parse(since) - REACH_MS);
  const snapshots = await Promise.all(settings.scopes.map((scope) => services.store(scope).read(from)));
  const found = digestOf(
    snapshots.flat().map(({ fields }) => fields),
    since,
    nowMs,
  );
  if (!isWorthMail(found)) {
    logger.info('Sent no digest: nothing is open, and nothing expired');
    return { sent: [] };
  }
  const { timeZone } = settings;
  const chat = digestChatMessage(found, timeZone);
  return send({ key: `digest ${digest.at}`, mail: digestMail(found, timeZone), chat }, call);
}

async function send({ key, mail, chat }: Message, { settings, services, context }: Call): Promise<AlertResult> {
  const { topicArns } = settings;
  const messages: Readonly<Record<keyof typeof topicArns, TopicMessage>> = {
    mail: { key: `${key} mail`, topicArn: topicArns.mail, subject: mail.subject, message: mail.body },
    chat: { key: `${key} chat`, topicArn: topicArns.chat, message: JSON.stringify(chat) },
  };
  const sent = (['mail', 'chat'] as const).filter((channel) => topicArns[channel] !== '');
  for (const channel of sent) await services.publish(messages[channel], context);
  logger.info('Sent an alert', { key, sent });
  return { sent };
}
