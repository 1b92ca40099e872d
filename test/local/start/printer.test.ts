import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { DetailType } from '../../../lambda/apis/detail-types.ts';
import type { PrintableEvent } from '../../../local/start/event-lines.ts';
import { jsonPrinter, linePrinter } from '../../../local/start/printer.ts';
import { coloured, type Paint, plain } from '../../../local/start/terminal.ts';
import { event, invitation, NOW } from './printed-events.ts';

function printed(paint: Paint = plain, printer = linePrinter) {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    paintOut: paint,
    paintErr: paint,
  };
  return { out, err, printer: printer(terminal) };
}

it('puts events under their day', () => {
  const { out, printer } = printed();
  const created = event(DetailType.invitationCreated, { engagementInvitation: invitation() });
  printer.event(created);
  printer.event(created);
  printer.event({ ...created, time: '2026-11-23T00:00:00Z' });
  expect(out.filter((line) => line.startsWith('\n'))).toEqual([
    '\n2026-11-22 Sunday (UTC)',
    '\n2026-11-23 Monday (UTC)',
  ]);
});

it('sorts what is open by expiry, and puts last what does not expire', () => {
  const { out, printer } = printed();
  printer.open(
    [
      { id: '607ced0e…', title: 'contact akuam' },
      { id: 'b', title: 'later', expiresAt: '2026-12-22T03:00:00.000Z' },
      { id: 'a', title: 'x'.repeat(50), expiresAt: '2026-11-22T03:12:00.000Z' },
      { id: 'c', title: 'gone', expiresAt: NOW },
    ],
    Date.parse(NOW),
  );
  expect(
    out
      .join('')
      .split('\n')
      .slice(3)
      .map((line) => line.split(/ {2,}/)),
  ).toEqual([
    ['c', 'gone', '2026-11-22 03:00', 'over'],
    ['a', `${'x'.repeat(39)}…`, '2026-11-22 03:12', '12 min'],
    ['b', 'later', '2026-12-22 03:00', '30 d'],
    ['607ced0e…', 'contact akuam', '-', '-'],
  ]);
  const nothing = printed();
  nothing.printer.open([], Date.parse(NOW));
  expect(nothing.out).toEqual(['\nNothing is open on 2026-11-22 03:00 UTC.']);
});

it.each([
  ['plain', plain],
  ['coloured', coloured],
] as const)('keeps the columns of what is open straight, whatever the titles take on a terminal: %s', (_, paint) => {
  const { out, printer } = printed(paint);
  const expiresAt = '2026-11-22T03:12:00.000Z';
  const titles = ['ten cells.', '日本語、２', 'te\u0301n cells.', '🚀 is wide'];
  printer.open(
    titles.map((title) => ({ id: 'a', title, expiresAt })),
    Date.parse(NOW),
  );
  const [head = '', ...lines] = stripVTControlCharacters(out.join('')).split('\n').slice(2);
  expect(head).toBe('id  title       expires (UTC)     in');
  expect(lines).toEqual(titles.map((title) => `a   ${title}  2026-11-22 03:12  12 min`));
});

it('is coloured where colours are wanted', () => {
  const { out, printer } = printed(coloured);
  printer.event(event(DetailType.invitationAccepted, { engagementInvitation: invitation() }));
  const ESC = String.fromCharCode(27);
  expect(out[1]).toContain(`${ESC}[32m✓ accepted${ESC}[39m`);
});

it('prints, as JSON, the members of the contract alone, and keeps remarks from the standard output', () => {
  const { out, err, printer } = printed(plain, jsonPrinter);
  const created = event(DetailType.invitationCreated, { engagementInvitation: invitation() });
  printer.event({ ...created, version: '0', account: '111122223333' } as PrintableEvent);
  printer.open([], 0);
  printer.note('note');
  printer.warn('Odd items in a list', { skipped: 1 });
  expect(out.map((line) => JSON.parse(line))).toEqual([created]);
  expect(err).toEqual(['note', '{"level":"WARN","message":"Odd items in a list","skipped":1}']);
});
