import { expect, it } from 'vitest';
import { DetailType } from '../../../lambda/apis/detail-types.ts';
import { eventLines } from '../../../local/start/event-lines.ts';
import { plain } from '../../../local/start/terminal.ts';
import { event, invitation } from './printed-events.ts';

const linesOf = (...args: Parameters<typeof event>) => eventLines(event(...args), plain);

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
