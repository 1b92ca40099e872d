import { beforeAll, describe, expect, it } from 'vitest';
import { DetailType } from '../../../lambda/apis/detail-types.ts';
import { demo } from '../../../local/start/demo.ts';
import type { PrintableEvent } from '../../../local/start/event-lines.ts';
import type { OpenResource } from '../../../local/start/open-table.ts';
import { STORY } from '../../../local/start/story.ts';
import { viewOf } from '../../support/feed.ts';

const RETAILER = 'engi-a7r3kd9w1hn4s';
const HOSPITAL = 'engi-b4z8pf2y6ql0e';
const BANK = 'engi-8m2vq6t0xc5gz';
const INSURER = 'engi-d9h1xm5j3vt7c';
const SCHOOL = 'engi-f2u6wb0n8ks5r';
const FACTORY = 'engi-g5e0tc7p4ya9d';

const events: PrintableEvent[] = [];
let open: readonly OpenResource[] = [];

beforeAll(async () => {
  const silent = () => undefined;
  const printer = {
    event: (event: PrintableEvent) => void events.push(event),
    open: (resources: readonly OpenResource[]) => {
      open = resources;
    },
    note: silent,
    problem: silent,
    warn: silent,
  };
  await demo({ printer, speedMs: undefined, signal: new AbortController().signal });
}, 60_000);

/** The story of a resource: the kinds of its events, with the threshold for a warning. */
function toldOf(id: string): string[] {
  const views = events.map((event) => viewOf(event as Parameters<typeof viewOf>[0])).filter((view) => view.id === id);
  expect(views.map(({ sequence }) => sequence)).toEqual(views.map((_, index) => index + 1));
  return views.map(({ type, expiry }) => (expiry as { threshold: string } | undefined)?.threshold ?? type);
}

describe('the invitations', () => {
  it('are accepted just in time, after three warnings', () => {
    expect(toldOf(RETAILER)).toEqual(['Created', 'P3D', 'P1D', 'PT4H', 'Accepted']);
  });

  it('are accepted soon, be they a lead', () => {
    expect(toldOf(HOSPITAL)).toEqual(['Created', 'Accepted']);
    const [created] = events.filter(({ resources }) => resources[0]?.endsWith(HOSPITAL));
    expect(created?.detail.engagementInvitation).toMatchObject({ payloadType: 'LeadInvitation' });
  });

  it('are rejected', () => expect(toldOf(BANK)).toEqual(['Created', 'Rejected']));
  it('expire', () => expect(toldOf(SCHOOL)).toEqual(['Created', 'P3D', 'P1D', 'PT4H', 'Expired']));
  it('are extended, and warned of anew', () =>
    expect(toldOf(INSURER)).toEqual(['Created', 'P3D', 'P1D', 'Updated', 'P3D']));
  it('get another title', () => expect(toldOf(FACTORY)).toEqual(['Created', 'Updated']));

  it('are still open at the end, two of them', () => {
    expect(open).toEqual([
      { id: FACTORY, title: 'SAP on AWS for a factory', expiresAt: '2021-06-04T09:00:00.000Z' },
      { id: INSURER, title: 'Claims analytics, insurer', expiresAt: '2021-06-02T18:00:00.000Z' },
    ]);
  });
});

it('announces one open invitation as found by the first sync, and none that was settled', () => {
  const baseline = events.map((event) => viewOf(event as Parameters<typeof viewOf>[0])).filter((view) => view.baseline);
  expect(baseline.map(({ id }) => id)).toEqual([BANK]);
  expect(STORY.filter(({ at }) => at < '2021-05-16').length).toBeGreaterThan(1);
});

it('starts and stops the four engagements of the ListEngagements documentation', () => {
  const contact = 'arn:aws:ssm-contacts:us-east-2:111122223333';
  const started = events.filter((event) => event['detail-type'] === DetailType.contactEngagementStarted);
  const pageOf = ({ detail }: PrintableEvent) => detail.engagement as Record<string, string>;
  expect(started.map(pageOf)).toEqual(
    [
      ['akuam', '607ced0e-e8fa-4ea7-8958-a237b8803f8f', '2021-05-18T18:20:58.093Z'],
      ['example_escalation', '69e40ce1-8dbb-4d57-8962-5fbe7fc53356', '2021-05-18T18:25:41.151Z'],
      ['akuam', '78a29753-3674-4ac5-9f83-0468563567f0', '2021-05-18T18:40:26.666Z'],
      ['akuam', '91792571-0b53-4821-9f73-d25d13d9e529', '2021-05-18T20:37:50.300Z'],
    ].map(([name, uuid, startTime]) => ({
      arn: `${contact}:engagement/${name}/${uuid}`,
      contactArn: `${contact}:contact/${name}`,
      sender: 'cli',
      startTime,
    })),
  );
  for (const event of started) expect(toldOf(pageOf(event).arn ?? '')).toEqual(['Started', 'Stopped']);
});

it('has every event of the contract but a status that nobody knows, in the order of time', () => {
  const missing: string[] = [DetailType.invitationStatusChanged, DetailType.syncCompleted];
  const expected = Object.values(DetailType).filter((type) => !missing.includes(type));
  expect([...new Set(events.map((event) => event['detail-type']))].sort()).toEqual(expected.sort());
  expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).sort());
});

it('goes forward', () => {
  expect(STORY.map(({ at }) => at)).toEqual(STORY.map(({ at }) => at).sort());
});
