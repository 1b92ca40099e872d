import { columns } from './columns.ts';
import { clipped, dateAndTime, duration, harmless } from './readable.ts';
import type { Paint } from './terminal.ts';

/** A resource that waits for an answer, or has not stopped. */
export interface OpenResource {
  readonly id: string;
  readonly title: string;
  /** ISO 8601 UTC; absent if it does not expire, or has no date. */
  readonly expiresAt?: string;
}

const TITLE_WIDTH = 40;
const SOON_MS = 3 * 24 * 3_600_000;

/** By expiry; resources that do not expire come last. */
export function openTable(resources: readonly OpenResource[], nowMs: number, paint: Paint): string {
  const now = dateAndTime(new Date(nowMs).toISOString());
  if (resources.length === 0) return paint('bold', `Nothing is open on ${now} UTC.`);

  const lastOfAll = '~';
  const sorted = [...resources].sort((a, b) => ((a.expiresAt ?? lastOfAll) < (b.expiresAt ?? lastOfAll) ? -1 : 1));
  const head = ['id', 'title', 'expires (UTC)', 'in'].map((name) => paint('bold', name));
  const rows = sorted.map(({ id, title, expiresAt }) => [
    id,
    clipped(harmless(title), TITLE_WIDTH),
    ...expiry(expiresAt, nowMs, paint),
  ]);
  return `${paint('bold', `Open on ${now} UTC`)}\n${columns([head, ...rows])}`;
}

function expiry(expiresAt: string | undefined, nowMs: number, paint: Paint): string[] {
  if (expiresAt === undefined) return ['-', '-'];
  const remainingMs = Date.parse(expiresAt) - nowMs;
  const remaining = remainingMs > 0 ? duration(remainingMs) : 'over';
  return [dateAndTime(expiresAt), remainingMs < SOON_MS ? paint('yellow', remaining) : remaining];
}
