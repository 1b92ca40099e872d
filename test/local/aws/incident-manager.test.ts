import {
  ListEngagementsCommand,
  type ListEngagementsCommandInput,
  paginateListEngagements,
  type SSMContactsClient,
} from '@aws-sdk/client-ssm-contacts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IncidentManager, type IncidentManagerOptions } from '../../../local/aws/incident-manager.ts';
import { ssmContactsClient } from './clients.ts';

const START_SECONDS = Date.parse('2026-11-22T03:00:00Z') / 1000;
const arnOf = (name: string) => `arn:aws:ssm-contacts:us-east-1:111122223333:engagement/contact/${name}`;

let incidentManager: IncidentManager;
let client: SSMContactsClient;

async function start(options: IncidentManagerOptions = {}) {
  await incidentManager?.stop();
  incidentManager = new IncidentManager(options);
  client = ssmContactsClient(await incidentManager.start());
}
beforeEach(() => start());
afterEach(() => incidentManager.stop());

const engage = (name: string, members: Record<string, unknown> = {}) =>
  incidentManager.engage({ EngagementArn: arnOf(name), ContactArn: arnOf('contact'), Sender: 'pager', ...members });
const list = (input: ListEngagementsCommandInput = {}) => client.send(new ListEngagementsCommand(input));
const listedNames = async (input: ListEngagementsCommandInput = {}) =>
  (await list(input)).Engagements?.map(({ EngagementArn }) => EngagementArn?.split('/').at(-1)).sort();

describe('listing', () => {
  it('pages to the end, each once, in no order of ours but always the same', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `e${index}`);
    for (const name of names) engage(name);
    const runs: string[][] = [];
    for (const pageSize of [4, 3]) {
      const listed: string[] = [];
      for await (const page of paginateListEngagements({ client, pageSize }, {})) {
        expect(page.Engagements?.length).toBeLessThanOrEqual(pageSize);
        listed.push(...(page.Engagements ?? []).map(({ EngagementArn }) => String(EngagementArn?.split('/').at(-1))));
      }
      runs.push(listed);
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]).not.toEqual(names);
    expect([...(runs[0] ?? [])].reverse()).not.toEqual(names);
    expect(runs[0]?.sort()).toEqual(names);
  });

  it('sends times as fractions of epoch seconds', async () => {
    engage('a', { StartTime: START_SECONDS + 0.25, StopTime: START_SECONDS + 1 });
    const { Engagements } = await list();
    expect(Engagements?.[0]).toMatchObject({
      StartTime: new Date('2026-11-22T03:00:00.250Z'),
      StopTime: new Date('2026-11-22T03:00:01.000Z'),
    });
  });

  it('has 100 on a page unless told otherwise, also when asked for none', async () => {
    for (let count = 1; count <= 101; count += 1) engage(`e${count}`);
    expect(await listedNames()).toHaveLength(100);
    expect(await listedNames({ MaxResults: 0 })).toHaveLength(100);
    expect(await listedNames({ MaxResults: 1024 })).toHaveLength(101);
  });

  it('filters by incident', async () => {
    engage('a', { IncidentId: 'incident-1' });
    engage('b', { IncidentId: 'incident-2' });
    engage('c');
    expect(await listedNames({ IncidentId: 'incident-1' })).toEqual(['a']);
  });

  it('filters by when it started, both ends included, and keeps what has no start', async () => {
    engage('early', { StartTime: START_SECONDS - 0.5 });
    engage('from', { StartTime: START_SECONDS });
    engage('to', { StartTime: START_SECONDS + 60 });
    engage('late', { StartTime: START_SECONDS + 60.5 });
    engage('unstarted');
    const StartTime = new Date(START_SECONDS * 1000);
    const EndTime = new Date((START_SECONDS + 60) * 1000);
    expect(await listedNames({ TimeRangeValue: { StartTime } })).toEqual(['from', 'late', 'to', 'unstarted']);
    expect(await listedNames({ TimeRangeValue: { StartTime, EndTime } })).toEqual(['from', 'to', 'unstarted']);
  });

  it('changes and removes', async () => {
    engage('a');
    incidentManager.change(arnOf('a'), { IncidentId: 'incident-1' });
    expect(await listedNames({ IncidentId: 'incident-1' })).toEqual(['a']);
    incidentManager.remove(arnOf('a'));
    expect(await listedNames()).toEqual([]);
    expect(() => incidentManager.change(arnOf('a'), {})).toThrow('There is no resource');
  });
});

describe('refusals', () => {
  it.each([
    { name: 'a negative page size', input: { MaxResults: -1 }, field: 'MaxResults' },
    { name: 'a page of 1025', input: { MaxResults: 1025 }, field: 'MaxResults' },
    { name: 'an incident against the pattern', input: { IncidentId: '{}' }, field: 'IncidentId' },
    { name: 'an incident too long', input: { IncidentId: 'i'.repeat(1025) }, field: 'IncidentId' },
    { name: 'a token against the pattern', input: { NextToken: 'a.b' }, field: 'NextToken' },
    { name: 'a token made up', input: { NextToken: 'made-up' }, field: 'NextToken' },
  ])('refuses $name', async ({ input, field }) => {
    await expect(list(input)).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
      Reason: 'FIELD_VALIDATION_FAILED',
      Fields: [{ Name: field }],
    });
  });

  it('takes a page token only for the request it was issued for, and until it expires', async () => {
    for (const name of ['a', 'b', 'c']) engage(name);
    const { NextToken = '' } = await list({ MaxResults: 1 });
    const next = (input: ListEngagementsCommandInput) => listedNames({ NextToken, MaxResults: 1, ...input });
    expect(await next({})).toHaveLength(1);
    await expect(next({ IncidentId: 'other' })).rejects.toMatchObject({ Fields: [{ Name: 'NextToken' }] });
    incidentManager.expireTokens();
    await expect(next({})).rejects.toMatchObject({ Fields: [{ Name: 'NextToken' }] });
  });

  it('throttles beyond the rate and says for how long', async () => {
    await start({ rateLimit: { callsPerSecond: 0.01, burst: 1 } });
    await list();
    await expect(list()).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 429 },
      RetryAfterSeconds: 1,
    });
  });
});
