import { DetailType } from '../../lambda/apis/detail-types.ts';
import type { FeedEvent } from '../../lambda/core/event.ts';
import type { Fields } from '../../lambda/core/fields.ts';
import type { Expiry } from '../../lambda/events/types.ts';
import { clipped, dateAndTime, duration, harmless, timeOfDay } from './readable.ts';
import { nameOf } from './resource-name.ts';
import type { Paint } from './terminal.ts';

/** An event as a rule's target gets it, without the members about its delivery. */
export type PrintableEvent = Omit<FeedEvent, 'detail-type'> & { readonly 'detail-type': string };

const WIDTH = 100;
const KIND_WIDTH = 10;
const ID_WIDTH = 18;
const TITLE_WIDTH = 30;
const TITLE_COLUMN = 'HH:MM  '.length + KIND_WIDTH + 2 + ID_WIDTH + 2;
const NEWS_COLUMN = TITLE_COLUMN + TITLE_WIDTH + 2;

type Format = Parameters<Paint>[0];
const KINDS: Readonly<Record<string, readonly [string, Format]>> = {
  [DetailType.invitationCreated]: ['+ created', 'cyan'],
  [DetailType.invitationAccepted]: ['✓ accepted', 'green'],
  [DetailType.invitationRejected]: ['✗ rejected', 'magenta'],
  [DetailType.invitationExpired]: ['✗ expired', 'red'],
  [DetailType.invitationUpdated]: ['~ updated', 'blue'],
  [DetailType.invitationExpiring]: ['! expiring', 'yellow'],
  [DetailType.contactEngagementStarted]: ['> started', 'cyan'],
  [DetailType.contactEngagementStopped]: ['■ stopped', 'green'],
};
/** Status Changed, and events that the contract adds later. */
const OTHER_KIND = ['? changed', 'blue'] as const;

/** The part that we read of an event's detail. */
interface Detail {
  readonly metadata: { readonly detectedAt: string; readonly baseline: boolean; readonly stale: boolean };
  readonly engagementInvitation?: Fields;
  readonly engagement?: Fields;
  readonly previous?: Fields;
  readonly expiry?: Expiry;
}

/** An event for people: its time, kind, resource and news. News that do not fit go on the next lines. */
export function eventLines(event: PrintableEvent, paint: Paint): string[] {
  const detail = event.detail as unknown as Detail;
  const { id, title } = nameOf(detail.engagementInvitation ?? detail.engagement ?? {});
  const [kind, format] = KINDS[event['detail-type']] ?? OTHER_KIND;
  const [first = '', ...others] = newsOf(detail);

  const besideTitle = first !== '' && title.length <= TITLE_WIDTH && first.length <= WIDTH - NEWS_COLUMN;
  const below = besideTitle || first === '' ? others : [first, ...others];
  const start = `${timeOfDay(event.time)}  ${paint(format, kind.padEnd(KIND_WIDTH))}  ${id.padEnd(ID_WIDTH)}  `;
  const titleAndNews = besideTitle ? `${title.padEnd(TITLE_WIDTH)}  ${first}` : clipped(title, WIDTH - TITLE_COLUMN);
  return [start + titleAndNews, ...below.map((news) => ' '.repeat(TITLE_COLUMN) + clipped(news, WIDTH - TITLE_COLUMN))];
}

function newsOf(detail: Detail): string[] {
  const { metadata, engagementInvitation: invitation, engagement: page, previous, expiry } = detail;
  const late = metadata.stale ? ['as far as is known: the list could not be read'] : [];
  if (expiry) return [`expires in ${duration(expiry.secondsRemaining * 1000)}`, ...late];
  if (page) return [...(previous ? stopped(page) : started(page)), ...late];
  if (invitation) return [...(previous ? changes(invitation, previous) : created(invitation, metadata)), ...late];
  return late;
}

function created(
  { status, expirationDate, senderCompanyName }: Fields,
  { baseline, detectedAt }: Detail['metadata'],
): string[] {
  const remainingMs = Date.parse(expirationDate ?? '') - Date.parse(detectedAt);
  const expires = remainingMs > 0 && `expires in ${duration(remainingMs)}`;
  return joined([
    baseline ? 'found open' : senderCompanyName && shown(senderCompanyName),
    // It may have been answered before we saw it.
    status === 'PENDING' ? expires : status && `status ${shown(status)}`,
  ]);
}

const started = ({ sender, startTime, stopTime }: Fields) =>
  joined([
    sender && `by ${shown(sender)}`,
    startTime && `at ${timeOfDay(startTime)}`,
    stopTime && `stopped at ${timeOfDay(stopTime)}`,
  ]);

function stopped({ startTime, stopTime }: Fields): string[] {
  const lastedMs = Date.parse(stopTime ?? '') - Date.parse(startTime ?? '');
  return joined([stopTime && `at ${timeOfDay(stopTime)}`, lastedMs >= 0 && `after ${duration(lastedMs)}`]);
}

/** Joins the known parts on one line. */
const joined = (parts: readonly (string | false | undefined)[]) => [parts.filter(Boolean).join(' · ')];

const LABELS: Readonly<Record<string, string>> = { engagementTitle: 'title', expirationDate: 'expires' };

/** One line a field, with the status first, which people look for. A field that is new has no old value. */
function changes(fields: Fields, previous: Fields): string[] {
  const names = Object.keys(previous).sort((a, b) => Number(b === 'status') - Number(a === 'status'));
  if (names.length === 0) return ['more is known'];
  return names.map((name) => `${LABELS[name] ?? name} ${shown(previous[name])} → ${shown(fields[name])}`);
}

const ISO_DATE = /^\d{4}-\d\d-\d\dT/;
function shown(value: string | undefined): string {
  if (value === undefined) return '(none)';
  return ISO_DATE.test(value) ? dateAndTime(value) : harmless(value);
}
