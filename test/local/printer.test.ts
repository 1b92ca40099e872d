import { describe, expect, it } from 'vitest';
import { DetailType } from '../../lambda/core/contract.ts';
import { jsonPrinter, linePrinter, type PrintableEvent } from '../../local/printer.ts';
import { coloured, type Paint, plain } from '../../local/terminal.ts';

const NOW = '2026-11-22T03:00:00.000Z';

function event(detailType: string, detail: Record<string, unknown>, metadata = {}): PrintableEvent {
  return {
    source: 'engagement-sync',
    'detail-type': detailType,
    resources: [],
    time: '2026-11-22T03:00:00Z',
    detail: { metadata: { detectedAt: NOW, baseline: false, stale: false, ...metadata }, ...detail },
  };
}

const invitation = (fields: Record<string, string> = {}) => ({
  id: 'engi-0123456789abc',
  engagementTitle: 'Title',
  status: 'PENDING',
  expirationDate: '2026-11-25T04:00:00.000Z',
  senderCompanyName: 'AWS',
  ...fields,
});

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

/** The lines of an event below the heading of its day. */
function linesOf(...args: Parameters<typeof event>): string[] {
  const { out, printer } = printed();
  printer.event(event(...args));
  return out.slice(1);
}

describe('a line', () => {
  it.each([
    [
      'Created',
      { engagementInvitation: invitation() },
      '+ created   engi-0123456789abc  Title',
      'AWS · expires in 3 d 1 h',
    ],
    [
      'Created',
      { engagementInvitation: invitation({ status: 'ACCEPTED' }) },
      '+ created   engi-0123456789abc  Title',
      'AWS · status ACCEPTED',
    ],
    [
      'Accepted',
      { engagementInvitation: invitation({ status: 'ACCEPTED' }), previous: { status: 'PENDING' } },
      '✓ accepted  engi-0123456789abc  Title',
      'status PENDING → ACCEPTED',
    ],
    [
      'Status Changed',
      { engagementInvitation: invitation({ status: 'PAUSED' }), previous: { status: 'PENDING' } },
      '? changed   engi-0123456789abc  Title',
      'status PENDING → PAUSED',
    ],
    [
      'Expiring',
      { engagementInvitation: invitation(), expiry: { threshold: 'P1D', secondsRemaining: 86_012 } },
      '! expiring  engi-0123456789abc  Title',
      'expires in 23 h 53 min',
    ],
  ])('tells of Engagement Invitation %s', (kind, detail, start, news) => {
    expect(linesOf(`Engagement Invitation ${kind}`, detail)).toEqual([`03:00  ${start.padEnd(62)}  ${news}`]);
  });

  it('tells of a page, by the beginning of its UUID', () => {
    const engagement = {
      arn: 'arn:aws:ssm-contacts:us-east-2:111122223333:engagement/akuam/607ced0e-e8fa-4ea7-8958-a237b8803f8f',
      contactArn: 'arn:aws:ssm-contacts:us-east-2:111122223333:contact/akuam',
      sender: 'cli',
      startTime: '2026-11-22T02:50:00.000Z',
    };
    const name = '607ced0e…           contact akuam                 ';
    expect(linesOf(DetailType.contactEngagementStarted, { engagement })).toEqual([
      `03:00  > started   ${name}  by cli · at 02:50`,
    ]);
    const stopped = { ...engagement, stopTime: '2026-11-22T02:58:30.000Z' };
    expect(linesOf(DetailType.contactEngagementStopped, { engagement: stopped, previous: {} })).toEqual([
      `03:00  ■ stopped   ${name}  at 02:58 · after 8 min`,
    ]);
  });

  it('goes on below, where there is more to tell than fits', () => {
    const fields = invitation({ engagementTitle: 'A title of more than thirty characters', status: 'ACCEPTED' });
    const previous = { expirationDate: '2026-11-23T04:00:00.000Z', engagementTitle: 'Old', status: 'PENDING' };
    expect(linesOf(DetailType.invitationAccepted, { engagementInvitation: fields, previous })).toEqual([
      '03:00  ✓ accepted  engi-0123456789abc  A title of more than thirty characters',
      ...[
        'status PENDING → ACCEPTED',
        'expires 2026-11-23 04:00 → 2026-11-25 04:00',
        'title Old → A title of more than thirty characters',
      ].map((news) => ' '.repeat(39) + news),
    ]);
  });

  it('says so where a warning was judged from memory', () => {
    const detail = { engagementInvitation: invitation(), expiry: { threshold: 'P1D', secondsRemaining: 86_012 } };
    expect(linesOf(DetailType.invitationExpiring, detail, { stale: true })[1]).toBe(
      `${' '.repeat(39)}as far as is known: the list could not be read`,
    );
  });

  it('is never longer than 100 columns, and has no gaps where the API left something out', () => {
    const long = 'x'.repeat(500);
    const detail = { engagementInvitation: invitation({ engagementTitle: long }), previous: { engagementTitle: long } };
    const lines = linesOf(DetailType.invitationUpdated, detail);
    expect(lines.map((line) => line.length)).toEqual([100, 100]);

    const bare = [{ engagementInvitation: { id: 'engi-0123456789abc' } }, { engagement: {} }].flatMap((detail) =>
      linesOf(DetailType.invitationCreated, detail),
    );
    expect(bare.join('\n')).not.toMatch(/undefined|NaN|null/);
  });

  it('lets no title steer the terminal', () => {
    const detail = { engagementInvitation: invitation({ engagementTitle: 'a\u001b[2Jb\r\n\u202ec' }) };
    expect(linesOf(DetailType.invitationCreated, detail).join()).toContain('  a [2Jb c ');
  });
});

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

it('is coloured where colours are wanted', () => {
  const { out, printer } = printed(coloured);
  printer.event(event(DetailType.invitationAccepted, { engagementInvitation: invitation() }));
  const escape = String.fromCharCode(27);
  expect(out[1]).toContain(`${escape}[32m✓ accepted${escape}[39m`);
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
