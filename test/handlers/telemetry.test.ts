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
  open: 2,
  oddItems: 5,
  unpublishedSince: '2026-11-22T02:58:30.000Z',
  nextExpiry: '2026-11-22T04:00:00.400Z',
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

const emitted = (result: SyncResult) => {
  emitMetrics(result, NOW_MS);
  return written.map((line) => JSON.parse(line));
};

describe('metrics', () => {
  it('are one line of five metrics, with the scope as their one dimension', () => {
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
                { Name: 'OddItems', Unit: 'Count' },
                { Name: 'UnpublishedAge', Unit: 'Seconds' },
                { Name: 'TimeToNextExpiry', Unit: 'Seconds' },
              ],
            },
          ],
        },
        scope: 'invitations/AWS/RECEIVER',
        SyncCompleted: 1,
        ListCalls: 4,
        OddItems: 5,
        UnpublishedAge: 90,
        TimeToNextExpiry: 3600,
      },
    ]);
  });

  it('say no time to an expiry where none is ahead, and no age where all is published', () => {
    const { nextExpiry: _, unpublishedSince: __, ...rest } = RESULT;
    const [line] = emitted({ ...rest, complete: false });
    expect(line).toMatchObject({ SyncCompleted: 0, UnpublishedAge: 0 });
    expect(line).not.toHaveProperty('TimeToNextExpiry');
    expect(line._aws.CloudWatchMetrics[0].Metrics).toHaveLength(4);
  });

  it('are never negative', () => {
    const [line] = emitted({
      ...RESULT,
      unpublishedSince: '2026-11-22T03:00:30.000Z',
      nextExpiry: '2026-11-22T02:00:00.000Z',
    });
    expect(line).toMatchObject({ UnpublishedAge: 0, TimeToNextExpiry: 0 });
  });

  it('of one scope do not show up with another', () => {
    const { nextExpiry: _, ...rest } = RESULT;
    emitMetrics(RESULT, NOW_MS);
    const report = { ...RESULT.report, scope: 'contact-engagements/us-east-2' };
    const [, second] = emitted({ ...rest, report });
    expect(second.scope).toBe('contact-engagements/us-east-2');
    expect(second).not.toHaveProperty('TimeToNextExpiry');
    expect(second._aws.CloudWatchMetrics[0].Dimensions).toEqual([['scope']]);
  });
});
