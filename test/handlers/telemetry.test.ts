import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emitMetrics } from '../../lambda/handlers/telemetry.ts';
import type { SyncResult } from '../../lambda/sync/completion.ts';

const NOW_MS = Date.parse('2026-11-22T03:00:00.000Z');

const RESULT: SyncResult = {
  report: {
    scope: 'invitations/AWS/RECEIVER',
    mode: 'window',
    pages: 1,
    listed: 10,
    created: 1,
    changed: 2,
    expiring: 3,
    published: 6,
    apiCalls: 4,
    startedAt: '2026-11-22T02:59:59.000Z',
    durationMs: 1000,
  },
  complete: true,
  turns: 1,
  open: 2,
  oddItems: 5,
  unannounced: 2,
  unpublishedSince: '2026-11-22T02:58:30.000Z',
  nextExpiries: [{ id: 'engi-1', expiresAt: '2026-11-22T04:00:00.400Z' }],
};

let written: string[];
beforeEach(() => {
  written = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const emitted = (result: SyncResult, nativeWakeUp = true) => {
  emitMetrics(result, { nativeWakeUp }, NOW_MS);
  return written.map((line) => JSON.parse(line));
};

describe('metrics', () => {
  it('are one line of metrics, with the scope as their one dimension', () => {
    expect(emitted(RESULT)).toEqual([
      {
        _aws: {
          Timestamp: expect.any(Number),
          CloudWatchMetrics: [
            {
              Namespace: 'EngagementSync',
              Dimensions: [['scope']],
              Metrics: [
                { Name: 'SyncCompleted', Unit: 'Count' },
                { Name: 'ListCalls', Unit: 'Count' },
                { Name: 'TimeToNextExpiry', Unit: 'Seconds' },
                { Name: 'UnpublishedAge', Unit: 'Seconds' },
                { Name: 'OddItems', Unit: 'Count' },
                { Name: 'UnannouncedChanges', Unit: 'Count' },
              ],
            },
          ],
        },
        scope: 'invitations/AWS/RECEIVER',
        SyncCompleted: 1,
        ListCalls: 4,
        TimeToNextExpiry: 3600,
        UnpublishedAge: 90,
        OddItems: 5,
        UnannouncedChanges: 2,
      },
    ]);
  });

  it('are two where there is nothing to act on: each costs money by the hour in which it is sent', () => {
    const { unpublishedSince: _, ...rest } = RESULT;
    const [line] = emitted({ ...rest, nextExpiries: [], complete: false, oddItems: 0, unannounced: 0 });
    expect(line._aws.CloudWatchMetrics[0].Metrics.map(({ Name }: { Name: string }) => Name)).toEqual([
      'SyncCompleted',
      'ListCalls',
    ]);
    expect(line).toMatchObject({ SyncCompleted: 0 });
  });

  it('do not count changes as unannounced where nothing could have announced them', () => {
    const [line] = emitted(RESULT, false);
    expect(line).not.toHaveProperty('UnannouncedChanges');
  });

  it('are never negative', () => {
    const [line] = emitted({
      ...RESULT,
      unpublishedSince: '2026-11-22T03:00:30.000Z',
      nextExpiries: [{ id: 'engi-1', expiresAt: '2026-11-22T02:00:00.000Z' }],
    });
    expect(line).toMatchObject({ UnpublishedAge: 0, TimeToNextExpiry: 0 });
  });

  it('of one scope do not show up with another', () => {
    emitMetrics(RESULT, { nativeWakeUp: true }, NOW_MS);
    const report = { ...RESULT.report, scope: 'contact-engagements/us-east-2' };
    const [, second] = emitted({ ...RESULT, nextExpiries: [], report });
    expect(second.scope).toBe('contact-engagements/us-east-2');
    expect(second).not.toHaveProperty('TimeToNextExpiry');
    expect(second._aws.CloudWatchMetrics[0].Dimensions).toEqual([['scope']]);
  });
});
