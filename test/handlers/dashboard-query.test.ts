import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { invitations } from '../../lambda/apis/invitations.ts';
import { openList } from '../../lambda/handlers/invitations.ts';
import { syncHandler } from '../../lambda/handlers/sync-handler.ts';
import { World } from '../../local/aws/world.ts';
import { synthesize } from '../lib/synthesize.ts';
import { invitation, invitationId } from '../support/builders.ts';
import { DAY_MS, RECEIVER } from '../support/feed.ts';

let world: World;
let stdout: string;

beforeEach(async () => {
  world = await World.start({ dynamodb: { tableName: 'snapshots' }, eventBus: { buses: ['feed'] } });
  const settings = {
    TABLE_NAME: 'snapshots',
    EVENT_BUS_NAME: 'feed',
    EVENT_SOURCE: 'engagement-sync',
    BASELINE: 'open',
    EXPIRY_THRESHOLDS: '[]',
    CALLS_PER_SECOND: '1000',
    ANNOUNCE_COMPLETION: 'false',
    NATIVE_WAKE_UP: 'false',
    TOLERATED_SCOPES: '[]',
  };
  for (const [name, value] of Object.entries({ ...world.environment, ...settings })) vi.stubEnv(name, value);
  stdout = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    stdout += chunk;
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await world.stop();
});

/** The query of the widget "What is open?", as Logs Insights gets it. */
function openQuery(): string {
  const [dashboard] = Object.values(synthesize().findResources('AWS::CloudWatch::Dashboard'));
  const body: string = dashboard?.Properties.DashboardBody['Fn::Join'][1]
    .filter((part: unknown) => typeof part === 'string')
    .join('');
  return JSON.parse(`"${/"query":"((?:[^"\\]|\\.)*)"/.exec(body)?.[1]}"`);
}
/** Each `*` in the pattern of `parse` captures the text in its place. */
const escaped = (text: string) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
const globbed = (glob: string) => new RegExp(glob.split('*').map(escaped).join('(.*?)'));

it('the dashboard finds in the log what is open, with its time and without its title', async () => {
  const expiresAt = new Date(Date.now() + DAY_MS).toISOString();
  const InvitationDate = new Date().toISOString();
  world.partnerCentral.invite(
    invitation(1, { InvitationDate, ExpirationDate: expiresAt, EngagementTitle: 'Project Nightingale' }),
  );
  // Its own handler: the module's keeps the clients of its first caller.
  await syncHandler(invitations, openList)({ scope: RECEIVER }, { getRemainingTimeInMillis: () => 300_000 });

  const query = openQuery();
  const [, glob = ''] = /parse @message '(.+?)'/.exec(query) ?? [];
  const lines = stdout
    .trim()
    .split('\n')
    .filter((line) => JSON.parse(line).report?.scope === RECEIVER);
  expect(query).toContain('filter ispresent(report.scope)');
  expect(lines).toHaveLength(1);
  const [line = ''] = lines;
  expect(JSON.parse(`[${globbed(glob).exec(line)?.[1]}]`)).toEqual([{ id: invitationId(1), expiresAt }]);
  expect(query).toContain('latest(open)');
  expect(JSON.parse(line)).toMatchObject({ open: 1 });
  expect(line).not.toContain('Nightingale');
});
