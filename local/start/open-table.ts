import Table from 'cli-table3';
import { clipped, dateAndTime, duration, harmless } from './readable.ts';
import type { Paint } from './terminal.ts';

/** What still waits for an answer, or has not stopped. */
export interface OpenResource {
  readonly id: string;
  readonly title: string;
  /** ISO 8601 UTC; absent where it does not expire, or does not say when. */
  readonly expiresAt?: string;
}

const TITLE_WIDTH = 40;
const SOON_MS = 3 * 24 * 3_600_000;

const NO_LINES = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((edge) =>
    ['', '-left', '-mid', '-right'].map((part) => [`${edge}${part}`, '']),
  ),
);

/** By expiry; what does not expire comes last. */
export function openTable(resources: readonly OpenResource[], nowMs: number, paint: Paint): string {
  const now = dateAndTime(new Date(nowMs).toISOString());
  if (resources.length === 0) return paint('bold', `Nothing is open on ${now} UTC.`);

  const table = new Table({
    head: ['id', 'title', 'expires (UTC)', 'in'].map((name) => paint('bold', name)),
    chars: { ...NO_LINES, middle: '  ' },
    // Its own colours would come whether they are wanted or not.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  const lastOfAll = '~';
  const sorted = [...resources].sort((a, b) => ((a.expiresAt ?? lastOfAll) < (b.expiresAt ?? lastOfAll) ? -1 : 1));
  for (const { id, title, expiresAt } of sorted) {
    table.push([id, clipped(harmless(title), TITLE_WIDTH), ...expiry(expiresAt, nowMs, paint)]);
  }
  return `${paint('bold', `Open on ${now} UTC`)}\n${table.toString().replaceAll(/ +$/gm, '')}`;
}

function expiry(expiresAt: string | undefined, nowMs: number, paint: Paint): string[] {
  if (expiresAt === undefined) return ['-', '-'];
  const remainingMs = Date.parse(expiresAt) - nowMs;
  const remaining = remainingMs > 0 ? duration(remainingMs) : 'over';
  return [dateAndTime(expiresAt), remainingMs < SOON_MS ? paint('yellow', remaining) : remaining];
}
