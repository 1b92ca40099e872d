import {
  type Alert,
  type AlertKind,
  isToAnswer,
  PARTNER_CENTRAL_URL,
  referenceTo,
  senderWithAccount,
  titleOf,
} from './alert.ts';
import { inChat } from './sender-text.ts';
import { durationInWords, momentInWords } from './times.ts';

/**
 * A custom notification of Amazon Q Developer, version 1.0:
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export interface ChatMessage {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id?: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps?: readonly string[];
    readonly keywords?: readonly string[];
  };
  readonly metadata: {
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources?: readonly string[];
    /** For custom actions of the channel. */
    readonly additionalContext?: Readonly<Record<string, string>>;
  };
}

/** The common part of all our messages. */
export const chatMessage = (
  content: Omit<ChatMessage['content'], 'textType'>,
  metadata: ChatMessage['metadata'],
): ChatMessage => ({
  version: '1.0',
  source: 'custom',
  content: { textType: 'client-markdown', ...content },
  metadata,
});

const TITLES: Readonly<Record<AlertKind, string>> = {
  expiring: ':hourglass: An invitation is about to expire',
  created: ':incoming_envelope: New invitation',
  expired: ':x: An invitation expired unanswered',
  accepted: ':white_check_mark: An invitation was accepted',
  rejected: ':no_entry_sign: An invitation was rejected',
};

/** @param about more lines about the customer and the project, in the sender's own words */
export function chatMessageOf(alert: Alert, timeZone: string, about: readonly string[] = []): ChatMessage {
  const { kind, eventId, detailType, catalog, invitation, remainingMs } = alert;
  const { id = '', arn, expirationDate } = invitation;
  const until =
    expirationDate !== undefined && isToAnswer(kind)
      ? `Accept or reject it before ${momentInWords(expirationDate, timeZone)}: ${PARTNER_CENTRAL_URL}`
      : undefined;
  const message = chatMessage(
    {
      title: remainingMs === undefined ? TITLES[kind] : `${TITLES[kind]}: ${durationInWords(remainingMs)} left`,
      description: [
        `In the sender's words: ${inChat(titleOf(invitation))}`,
        `From: ${inChat(senderWithAccount(invitation))}`,
        ...about.map(inChat),
      ].join('\n'),
      ...(until !== undefined && { nextSteps: [until] }),
      keywords: [inChat(referenceTo(alert))],
    },
    {
      threadId: id,
      summary: TITLES[kind],
      eventType: detailType,
      ...(arn !== undefined && { relatedResources: [arn] }),
      additionalContext: { catalog, invitationId: id, eventId },
    },
  );
  return { ...message, id: eventId };
}
