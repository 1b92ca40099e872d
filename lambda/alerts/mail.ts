import {
  type Alert,
  type AlertKind,
  isToAnswer,
  PARTNER_CENTRAL_URL,
  referenceTo,
  senderOf,
  senderWithAccount,
  titleOf,
} from './alert.ts';
import { inMail } from './sender-text.ts';
import { durationInWords, momentInWords } from './times.ts';

export interface Mail {
  readonly subject: string;
  readonly body: string;
}

/** The API reference of SNS says "less than 100 characters". */
const MAX_SUBJECT_CHARACTERS = 99;
const MAX_SENDER_CHARACTERS = 30;

const LABELS = new Intl.ListFormat('en-GB');
const labelOf = (line: string) => line.slice(0, line.indexOf(':'));

const ANSWER = `Accept or reject it in Partner Central. After that time, nobody can.\n${PARTNER_CENTRAL_URL}`;

/** The next step for the reader. */
const NEXT_STEPS: Readonly<Record<AlertKind, string>> = {
  expiring: ANSWER,
  created: ANSWER,
  expired: 'Nobody answered in time. If you still want it, ask the sender for a new invitation.',
  accepted: `There is nothing to do. The engagement is in Partner Central.\n${PARTNER_CENTRAL_URL}`,
  rejected: 'There is nothing to do.',
};

/**
 * The mail of an alert.
 *
 * @param about more lines about the customer and the project, also in the sender's own words
 */
export function mailOf(alert: Alert, timeZone: string, about: readonly string[] = []): Mail {
  const { invitation, kind, remainingMs, stale } = alert;
  const lines = [
    `Who: ${inMail(senderWithAccount(invitation))}`,
    `What: ${inMail(titleOf(invitation))}`,
    ...about.map((line) => inMail(line)),
    ...timeLine(alert, timeZone),
  ];
  const remarks = [
    `${LABELS.format(['Who', 'What', ...about.map(labelOf)])} are the sender's own words; links in them are disabled.`,
    ...(stale ? ['The list could not be read just now: somebody may have answered since.'] : []),
    inMail(referenceTo(alert)),
  ];
  return {
    subject: subjectOf(kind, remainingMs, invitation),
    body: [lines.join('\n'), NEXT_STEPS[kind], remarks.join('\n')].join('\n\n'),
  };
}

function timeLine({ kind, invitation: { expirationDate }, remainingMs }: Alert, timeZone: string): string[] {
  if (expirationDate === undefined || !(isToAnswer(kind) || kind === 'expired')) return [];
  const moment = momentInWords(expirationDate, timeZone);
  if (kind === 'expired') return [`Expired: ${moment}`];
  return [`Until: ${moment}${remainingMs === undefined ? '' : `, in ${durationInWords(remainingMs)}`}`];
}

const BEGINNINGS: Readonly<Record<Exclude<AlertKind, 'expiring'>, string>> = {
  expired: 'Expired unanswered',
  created: 'New invitation',
  accepted: 'Accepted',
  rejected: 'Rejected',
};

function subjectOf(kind: AlertKind, remainingMs: number | undefined, invitation: Alert['invitation']): string {
  const beginning =
    kind !== 'expiring'
      ? BEGINNINGS[kind]
      : remainingMs === undefined
        ? 'Expires soon'
        : `${durationInWords(remainingMs)} left`;
  const end = `, from ${inMail(senderOf(invitation), MAX_SENDER_CHARACTERS)}`;
  const room = MAX_SUBJECT_CHARACTERS - beginning.length - 2 - end.length;
  return clipped(`${beginning}: ${inMail(titleOf(invitation), room)}${end}`);
}

/** Cut again: a disabled link is longer than the original. */
export const clipped = (subject: string) =>
  subject.length > MAX_SUBJECT_CHARACTERS
    ? `${subject.slice(0, MAX_SUBJECT_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '')}…`
    : subject;
