import type { Fields } from '../core/fields.ts';
import { PARTNER_CENTRAL_URL, senderOf, titleOf } from './alert.ts';
import { type ChatMessage, chatMessage } from './chat.ts';
import { clipped, type Mail } from './mail.ts';
import { inChat, inMail } from './sender-text.ts';
import { dayInWords, durationInWords, momentInWords } from './times.ts';

export interface Digest {
  /** Open, soonest first; those without a date come last. */
  readonly open: readonly Fields[];
  /** Expired unanswered since the last digest, latest first. */
  readonly expired: readonly Fields[];
  readonly nowMs: number;
  readonly since: string;
}

/** @param since ISO 8601 UTC: when the last digest was written */
export function digestOf(invitations: readonly Fields[], since: string, nowMs: number): Digest {
  const now = new Date(nowMs).toISOString();
  const bySoonest = (a: Fields, b: Fields) => ((a.expirationDate ?? '~') < (b.expirationDate ?? '~') ? -1 : 1);
  const isOver = ({ expirationDate }: Fields) => expirationDate !== undefined && expirationDate <= now;
  const isExpired = (fields: Fields) => fields.status === 'EXPIRED' || (fields.status === 'PENDING' && isOver(fields));
  return {
    open: invitations.filter((each) => each.status === 'PENDING' && !isOver(each)).sort(bySoonest),
    expired: invitations
      .filter((each) => isExpired(each) && (each.expirationDate ?? '') > since && isOver(each))
      .sort(bySoonest)
      .reverse(),
    nowMs,
    since,
  };
}

/** Whether there is anything to report. */
export const isWorthMail = ({ open, expired }: Digest) => open.length + expired.length > 0;

export function digestMail(digest: Digest, timeZone: string): Mail {
  const { open, expired, since } = digest;
  const paragraphs = [
    ...(open.length > 0
      ? [`To answer, soonest first:\n${listed(open, (each) => openLine(each, digest, timeZone))}`]
      : []),
    ...(expired.length > 0
      ? [
          `Expired unanswered since ${dayInWords(since, timeZone)}:\n${listed(expired, (each) => expiredLine(each, timeZone))}`,
        ]
      : []),
    `Accept or reject invitations in Partner Central.\n${PARTNER_CENTRAL_URL}`,
    "Titles and companies are the senders' own words; links in them are disabled.",
  ];
  return { subject: clipped(summaryOf(digest)), body: paragraphs.join('\n\n') };
}

export function digestChatMessage(digest: Digest, timeZone: string): ChatMessage {
  const lines = [
    ...digest.open.map(
      (each) => `${remaining(each, digest)}: ${inChat(titleOf(each))}, from ${inChat(senderOf(each))}`,
    ),
    ...digest.expired.map((each) => `expired unanswered: ${inChat(titleOf(each))}, from ${inChat(senderOf(each))}`),
  ];
  return chatMessage(
    {
      title: `:calendar: ${summaryOf(digest)}`,
      description: lines.slice(0, MAX_LISTED).join('\n'),
      nextSteps: [`Accept or reject invitations in Partner Central: ${PARTNER_CENTRAL_URL}`],
    },
    {
      threadId: 'digest',
      summary: `${summaryOf(digest)} (${dayInWords(new Date(digest.nowMs).toISOString(), timeZone)})`,
      eventType: 'Digest',
    },
  );
}

/** `3 invitations to answer, the first within 1 day; 1 expired unanswered` */
function summaryOf({ open, expired, nowMs }: Digest): string {
  const first = open[0]?.expirationDate;
  const within = first === undefined ? '' : `, the first within ${durationInWords(Date.parse(first) - nowMs)}`;
  const parts = [
    ...(open.length > 0
      ? [`${open.length} ${open.length === 1 ? 'invitation' : 'invitations'} to answer${within}`]
      : []),
    ...(expired.length > 0 ? [`${expired.length} expired unanswered`] : []),
  ];
  return parts.join('; ');
}

/** A digest should stay short, and SNS takes 256 KB. */
const MAX_LISTED = 50;

function listed(invitations: readonly Fields[], line: (invitation: Fields) => string): string {
  const more = invitations.length - MAX_LISTED;
  return [...invitations.slice(0, MAX_LISTED).map(line), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

const remaining = ({ expirationDate }: Fields, { nowMs }: Digest) =>
  expirationDate === undefined ? 'no date' : durationInWords(Date.parse(expirationDate) - nowMs);

function openLine(invitation: Fields, digest: Digest, timeZone: string): string {
  const { expirationDate } = invitation;
  const until = expirationDate === undefined ? 'no date is known' : `until ${momentInWords(expirationDate, timeZone)}`;
  return `- ${remaining(invitation, digest)}: ${inMail(titleOf(invitation))}, from ${inMail(senderOf(invitation))}, ${until}`;
}

const expiredLine = (invitation: Fields, timeZone: string) =>
  `- ${inMail(titleOf(invitation))}, from ${inMail(senderOf(invitation))}, on ${dayInWords(invitation.expirationDate ?? '', timeZone)}`;
