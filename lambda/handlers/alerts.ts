import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { BACKEND_CLIENT } from '../adapters/clients.ts';
import { documentClient } from '../adapters/document-client.ts';
import { DynamoDbStore } from '../adapters/dynamodb-store.ts';
import { invitationDetails } from '../adapters/invitation-details.ts';
import { systemClock } from '../adapters/system.ts';
import { type TopicMessage, topicPublisher } from '../adapters/topic-publisher.ts';
import { aboutLines } from '../alerts/about.ts';
import { type Alert, alertOf } from '../alerts/alert.ts';
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
/** An invitation that has expired since then stands in the index at a date that is as much older, at most. */
const REACH_MS = invitations.usuallyOpenForMs + DAY_MS;

/** How it went: which messages were handed to SNS, now or when the same was asked for before. */
export interface AlertResult {
  readonly sent: readonly (keyof AlertSettings['topicArns'])[];
}

/** One alert, in all the ways that people are told. */
interface Message {
  readonly key: string;
  readonly mail: Mail;
  readonly chat: ChatMessage;
}

let connected: ReturnType<typeof connect> | undefined;

function connect({ tableName }: AlertSettings) {
  const dynamoDb = documentClient(new DynamoDBClient(BACKEND_CLIENT));
  return {
    publish: topicPublisher(tableName),
    details: invitationDetails(),
    store: (scope: string) => new DynamoDbStore(dynamoDb, tableName, scope, invitations, systemClock),
  };
}

/** Writes to people: about an event of the feed, a digest that is due, or a test. If it throws, Lambda tries again. */
export async function handler(input: unknown, context: Context): Promise<AlertResult> {
  const settings = readAlertEnvironment(process.env);
  const request = readAlertInput(input);
  const nowMs = systemClock.nowMs();
  connected ??= connect(settings);

  if ('test' in request) {
    return send(
      { key: `test ${nowMs}`, mail: testMail(settings.timeZone, nowMs), chat: testChatMessage() },
      settings,
      context,
    );
  }
  if ('digest' in request) return sendDigest(request, settings, nowMs, context);
  const alert = alertOf(request, nowMs);
  if (!alert) {
    logger.info('Sent no alert: it would come too late, or is about a first sync', {
      eventId: request.detail.metadata.eventId,
    });
    return { sent: [] };
  }
  const about = settings.withDetails ? await aboutOf(alert) : [];
  const { timeZone } = settings;
  const message = {
    key: alert.eventId,
    mail: mailOf(alert, timeZone, about),
    chat: chatMessageOf(alert, timeZone, about),
  };
  return send(message, settings, context);
}

/** What an invitation to be answered is about; nothing, if Partner Central does not say so in time. */
async function aboutOf({ kind, catalog, eventId, invitation: { id } }: Alert): Promise<string[]> {
  if (id === undefined || (kind !== 'expiring' && kind !== 'created')) return [];
  try {
    return aboutLines(await connected?.details(catalog, id));
  } catch (error) {
    logger.warn('Wrote an alert without details: Partner Central did not give them', {
      eventId,
      reason: error instanceof Error ? error.name : 'unknown',
    });
    return [];
  }
}

async function sendDigest(
  { digest }: DigestInput,
  settings: AlertSettings,
  nowMs: number,
  context: Context,
): Promise<AlertResult> {
  const since = toDate(Date.parse(digest.at) - digest.days * DAY_MS);
  const from = toDate(Date.parse(since) - REACH_MS);
  const snapshots = await Promise.all(settings.scopes.map((scope) => connected?.store(scope).read(from) ?? []));
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
  return send({ key: `digest ${digest.at}`, mail: digestMail(found, timeZone), chat }, settings, context);
}

async function send(
  { key, mail, chat }: Message,
  { topicArns }: AlertSettings,
  context: Context,
): Promise<AlertResult> {
  const messages: Readonly<Record<keyof typeof topicArns, TopicMessage>> = {
    mail: { key: `${key} mail`, topicArn: topicArns.mail, subject: mail.subject, message: mail.body },
    chat: { key: `${key} chat`, topicArn: topicArns.chat, message: JSON.stringify(chat) },
  };
  const sent = (['mail', 'chat'] as const).filter((channel) => topicArns[channel] !== '');
  for (const channel of sent) await connected?.publish(messages[channel], context);
  logger.info('Sent an alert', { key, sent });
  return { sent };
}
