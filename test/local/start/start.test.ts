import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogs, participant, regions, speed, watch } from '../../../local/start/arguments.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { codeBlocks, placeOf } from '../../docs/pages.ts';
import { type Ended, linesOf, spawnStart } from './spawn-start.ts';

interface ToldEvent {
  readonly 'detail-type': string;
  readonly detail: { metadata: { baseline: boolean }; engagementInvitation: { participantType: string } };
}
/** Text in the docs is a mail of the demo, unless it is a drawing. */
const printed = codeBlocks().filter(({ language, code }) => language === 'text' && !code.includes('──▶'));
/** The demo's own, by the year in which it plays. */
const toldInDocs = codeBlocks()
  .filter(({ language, code }) => language === 'json' && code.includes('"time": "2021-'))
  .map((block) => [placeOf(block), block] as const);

/** By default. */
const isAlertedOf = ({ detail, 'detail-type': detailType }: ToldEvent) =>
  ['Engagement Invitation Expiring', 'Engagement Invitation Expired'].includes(detailType) &&
  detail.engagementInvitation.participantType === 'Receiver' &&
  !detail.metadata.baseline;

const ESCAPE = String.fromCharCode(27);
const SLOW_MACHINE_MS = 180_000;

it('is what npm start runs', () => {
  expect(packageJson.scripts.start).toBe('node --import tsx bin/start.ts');
});

describe('the story', () => {
  let lines: Ended;
  let json: Ended;
  beforeAll(async () => {
    [lines, json] = await Promise.all([spawnStart([]), spawnStart(['--json'])]);
  }, SLOW_MACHINE_MS);

  it('is plain text where it is piped, with a table of what is open, by expiry', () => {
    expect(lines.exitCode).toBe(0);
    expect(lines.stdout + lines.stderr).not.toContain(ESCAPE);
    expect(lines.stdout).not.toMatch(/undefined|NaN|null|\[object/);
    expect(linesOf(lines.stdout).at(0)).toBe('2021-05-16 Sunday (UTC)');
    expect(linesOf(lines.stdout).slice(-4)).toEqual([
      'Open on 2021-05-31 12:00 UTC',
      'id                  title                      expires (UTC)     in',
      'engi-d9h1xm5j3vt7c  Claims analytics, insurer  2021-06-02 18:00  2 d 6 h',
      'engi-g5e0tc7p4ya9d  SAP on AWS for a factory   2021-06-04 09:00  3 d 21 h',
    ]);
  });

  it.each(toldInDocs)('has the event that the docs show: %s', (_, { code }) => {
    expect(linesOf(json.stdout).map((line) => JSON.parse(line))).toContainEqual(JSON.parse(code));
  });

  it('fits a terminal of 100 columns', () => {
    expect(linesOf(lines.stdout).filter((line) => line.length > 100)).toEqual([]);
  });

  it('says nothing beyond its own words on standard error', () => {
    expect(linesOf(lines.stderr)).toEqual([
      expect.stringMatching(/^Fifteen days, 2021-05-16 to 2021-05-31, in virtual time: /),
      expect.any(String),
      expect.stringMatching(/^\d+ events from \d+ syncs\. In full: npm start -- --json$/),
    ]);
  });

  it(
    'is the mails that people would get, with --mails: those that the docs show are among them',
    async () => {
      const { exitCode, stdout, stderr } = await spawnStart(['--mails']);
      expect([exitCode, stderr]).toEqual([0, lines.stderr]);
      expect(printed.map(({ file }) => file)).toContain('README.md');
      for (const { code } of printed) expect(stdout).toContain(code);
      const subjects = linesOf(stdout).filter((line) => line.startsWith('Subject: '));
      const warned = linesOf(json.stdout)
        .map((line) => JSON.parse(line))
        .filter(isAlertedOf);
      expect(subjects).toHaveLength(warned.length);
      expect(subjects.length).toBeGreaterThan(3);
    },
    SLOW_MACHINE_MS,
  );

  it('is one event a line with --json, as a target of a rule gets it, and nothing else', () => {
    expect(json.exitCode).toBe(0);
    const events = linesOf(json.stdout).map((line) => JSON.parse(line));
    expect(json.stdout.endsWith('}\n')).toBe(true);
    expect(events).toHaveLength(29);
    for (const event of events) {
      expect(Object.keys(event)).toEqual(['source', 'detail-type', 'resources', 'time', 'detail']);
      expect(event.source).toBe('engagement-sync');
      expect(event.time).toMatch(/^2021-05-\d\dT\d\d:\d\d:00Z$/);
    }
  });
});

it('explains itself', { timeout: SLOW_MACHINE_MS }, async () => {
  const { exitCode, stdout } = await spawnStart(['--help']);
  expect(exitCode).toBe(0);
  const shown = ['--json', '--speed', '--live', '--catalog', '--participant', '--region', '--watch', '--bus'];
  for (const option of [...shown, '--no-contacts']) expect(stdout).toContain(`  ${option} `);
});

it.each([
  [['--colour'], "error: unknown option '--colour'"],
  [
    ['--speed', 'fast'],
    "error: option '--speed <duration>' argument 'fast' is invalid. It must be the virtual time that passes in a second, from 1s on. Example: 6h",
  ],
  [['--watch', '5m'], "error: '--watch 5m' has options that need --live: npm start -- --live --watch 5m"],
  [['--live', '--speed', '6h'], "error: option '--speed <duration>' cannot be used with option '--live'"],
])('refuses %j in one line', { timeout: SLOW_MACHINE_MS }, async (args, line) => {
  expect(await spawnStart(args)).toEqual({ exitCode: 1, stdout: '', stderr: `${line}\n` });
});

it('stops at once at Ctrl-C', { timeout: SLOW_MACHINE_MS }, async () => {
  const { exitCode, stdout } = await spawnStart(['--speed', '1h'], { onStdout: (_, child) => child.kill('SIGINT') });
  expect(exitCode).toBe(130);
  expect(linesOf(stdout)).toHaveLength(2);
});

it('ends quietly where nobody reads on, as in `npm start | head`', { timeout: SLOW_MACHINE_MS }, async () => {
  const { exitCode, stderr } = await spawnStart([], { onStdout: (_, child) => child.stdout.destroy() });
  expect(exitCode).toBe(0);
  expect(linesOf(stderr)).toHaveLength(2);
});

it('asks for credentials in one line, and leaves nothing behind', { timeout: SLOW_MACHINE_MS }, async () => {
  const empty = await mkdtemp(join(tmpdir(), 'engagement-sync-'));
  const env = { HOME: empty, AWS_EC2_METADATA_DISABLED: 'true' };
  const { exitCode, stdout, stderr } = await spawnStart(['--live'], { cwd: empty, env });
  expect(exitCode).toBe(1);
  expect(stdout).toBe('');
  expect(linesOf(stderr)).toEqual([
    expect.stringMatching(/^No AWS credentials \(.+\)\. Sign in, .*`aws sso login`.*$/),
  ]);
  expect(await readdir(empty)).toEqual([]);
});

describe('arguments', () => {
  it('reads durations, and refuses what would take for ever or use up a quota', () => {
    expect([speed('6h'), speed('1s'), watch('5m'), watch('1d')]).toEqual([21_600_000, 1000, 300_000, 86_400_000]);
    for (const value of ['fast', '', '5', '-6h', '999ms', '9'.repeat(101)]) {
      expect(() => speed(value)).toThrow('from 1s on. Example: 6h');
    }
    for (const value of ['often', '59s', '25h', '30d', '-5m']) {
      expect(() => watch(value)).toThrow(
        'It must be a duration from 1m (the API has a daily quota) to 1d. Example: 5m',
      );
    }
  });

  it('reads lists with commas, and repeated options', () => {
    expect(catalogs('sandbox', catalogs('AWS'))).toEqual(['AWS', 'Sandbox']);
    expect(catalogs('AWS, Sandbox,AWS')).toEqual(['AWS', 'Sandbox']);
    expect(regions('us-gov-west-1', regions('us-east-1,eu-west-1'))).toEqual([
      'us-east-1',
      'eu-west-1',
      'us-gov-west-1',
    ]);
    expect(() => catalogs('AWS,Azure')).toThrow(
      'It must be AWS or Sandbox, or both with a comma. Example: AWS,Sandbox',
    );
    expect(() => regions('Ohio')).toThrow(
      'It must be an AWS region, or several with commas. Example: us-east-1,eu-west-1',
    );
  });

  it('reads a role in any case', () => {
    expect(participant('Receiver')).toEqual(['RECEIVER']);
    expect(participant('both')).toEqual(['RECEIVER', 'SENDER']);
    expect(() => participant('us')).toThrow('It must be receiver, sender or both. Example: receiver');
  });
});
