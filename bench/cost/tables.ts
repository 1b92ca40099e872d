import type { Line } from './bill.ts';
import { measured } from './measured.ts';
import { METERS, PRICES } from './prices.ts';
import * as scenarios from './scenarios.ts';

export const usd = (amount: number) => amount.toFixed(2);
export const count = (quantity: number) =>
  quantity.toLocaleString('en-US', { maximumFractionDigits: quantity < 10 ? 3 : 0 });

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    `|${head.map((_, column) => (column === 0 ? '---' : '---:')).join('|')}|`,
    ...rows.map(line),
  ].join('\n');
}

/** A row for each history, a column for each rate. */
export const byRate = (cell: (rate: string, history: number) => string) =>
  table(
    ['settled invitations', 'every minute', 'every 5 minutes', 'every 15 minutes'],
    scenarios.HISTORIES.map((history) => [count(history), ...scenarios.RATES.map((rate) => cell(rate, history))]),
  );

export const beyondFreeTable = () => byRate((rate, history) => usd(scenarios.billAt(rate, history).beyondFreeUsd));
export const listTable = () => byRate((rate, history) => usd(scenarios.billAt(rate, history).listUsd));

export function breakdownTable(): string {
  const { lines, ...sum } = scenarios.defaultBill();
  const expensiveFirst = (a: Line, b: Line) => b.beyondFreeUsd - a.beyondFreeUsd || b.listUsd - a.listUsd;
  const rows = lines.toSorted(expensiveFirst).map(({ meter, quantity, beyondFreeUsd, listUsd }) => {
    const { name, unit, free } = PRICES[meter];
    return [
      name,
      `${count(quantity)} × ${unit}`,
      free ? count(free) : '',
      beyondFreeUsd.toFixed(3),
      listUsd.toFixed(3),
    ];
  });
  const total = ['**sum**', '', '', `**${usd(sum.beyondFreeUsd)}**`, `**${usd(sum.listUsd)}**`];
  return table(['', 'a month', 'free', 'USD beyond the free tier', 'USD by list price'], [...rows, total]);
}

export function settingsTable(): string {
  const whole = scenarios.defaultBill();
  const rows = scenarios.SETTINGS.map(([name, context]) => {
    const bill = scenarios.billWith(context);
    const saved = (column: 'beyondFreeUsd' | 'listUsd') => usd(whole[column] - bill[column]).replace('-0.00', '0.00');
    return { saved: whole.listUsd - bill.listUsd, cells: [name, saved('beyondFreeUsd'), saved('listUsd')] };
  });
  const cells = rows.toSorted((a, b) => b.saved - a.saved).map((row) => row.cells);
  return table(['setting', 'saves USD beyond the free tier', 'saves USD by list price'], cells);
}

export const agesTable = () =>
  table(
    ['the stack is', 'USD beyond the free tier', 'USD by list price'],
    [0, 8, 16].map((years) => {
      const { beyondFreeUsd, listUsd } = scenarios.defaultBill(years);
      const age = years === 0 ? 'new' : `${years} years old`;
      return [age, usd(beyondFreeUsd), usd(listUsd)];
    }),
  );

export const firstSyncTable = () =>
  table(
    ['settled invitations', 'USD, once'],
    scenarios.HISTORIES.map((history) => [count(history), usd(scenarios.firstSyncUsd(history))]),
  );

export const measuredTable = () =>
  table(
    ['list, history, open', 'run', 'list calls', 'read units', 'write units', 'requests', 'CPU ms', 'log bytes'],
    (['invitations', 'contact-engagements'] as const).flatMap((kind) =>
      measured[kind].flatMap((figures) =>
        (['idle', 'reconciliation'] as const).map((run) => {
          const { listCalls, readUnits, writeUnits, requests, cpuMs, logBytes } = figures[run];
          const what = `${kind}, ${count(figures.history)}, ${figures.open}`;
          return [what, run, ...[listCalls, readUnits, writeUnits, requests, cpuMs, logBytes].map(String)];
        }),
      ),
    ),
  );

export const pricesTable = () =>
  table(
    ['', 'USD', 'for', 'free a month', 'price page', 'number read at'],
    METERS.map((meter) => {
      const { name, unit, usd: amount, per, free, page, readAt } = PRICES[meter];
      const link = readAt.startsWith('http') ? `[copy](${readAt})` : readAt;
      return [name, String(amount), `${count(per)} × ${unit}`, free ? count(free) : 'none', `[page](${page})`, link];
    }),
  );
