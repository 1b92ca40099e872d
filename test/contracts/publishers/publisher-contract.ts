import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventSizeBytes } from '../../../lambda/core/batches.ts';
import type { FeedEvent } from '../../../lambda/core/event.ts';
import type { PublisherUnderTest } from './publisher-under-test.ts';

/**
 * "The total entry size must be less than 256KB"; we have not tried 256 KB itself:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/calculate-putevents-entry-size.html
 */
const MAX_CALL_BYTES = 256 * 1024;

const ACCEPTED = { accepted: true };

const eventOf = (number: number, members: Partial<FeedEvent> = {}): FeedEvent => ({
  source: 'engagement-sync',
  'detail-type': 'Engagement Invitation Accepted',
  resources: [`arn:${number}`],
  time: '2026-11-22T03:00:00.500Z',
  detail: { number, title: 'Ä “title” 😀' },
  ...members,
});
const events = (count: number) => Array.from({ length: count }, (_, index) => eventOf(index + 1));

/** An event of this size, as EventBridge counts it. */
function eventOfBytes(number: number, bytes: number): FeedEvent {
  const padded = (padding: string) => eventOf(number, { detail: { number, padding } });
  return padded('x'.repeat(bytes - eventSizeBytes(padded(''))));
}

/** The behaviour of a publisher that the sync relies on. */
export function publisherContract(name: string, open: () => Promise<PublisherUnderTest>): void {
  describe(name, () => {
    let bus: PublisherUnderTest;
    beforeEach(async () => {
      bus = await open();
    });
    afterEach(() => bus.close());
    const publish = (batch: readonly FeedEvent[]) => bus.publisher.publish(batch);

    describe('a call', () => {
      it('of 10 entries is taken, in their order', async () => {
        expect(await publish(events(10))).toEqual(Array(10).fill(ACCEPTED));
        expect(bus.accepted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      });

      it.each([0, 11])('of %i entries is refused as a whole', async (count) => {
        await expect(publish(events(count))).rejects.toMatchObject({ name: 'ValidationException' });
        expect(bus.accepted()).toEqual([]);
      });

      it('of less than 256 KB is taken', async () => {
        const batch = [eventOfBytes(1, MAX_CALL_BYTES / 2), eventOfBytes(2, MAX_CALL_BYTES / 2 - 1)];
        expect(await publish(batch)).toEqual([ACCEPTED, ACCEPTED]);
      });

      it('of more is refused as a whole', async () => {
        const batch = [eventOfBytes(1, MAX_CALL_BYTES / 2), eventOfBytes(2, MAX_CALL_BYTES / 2 + 1)];
        await expect(publish(batch)).rejects.toMatchObject({ name: 'ValidationException' });
        expect(bus.accepted()).toEqual([]);
      });
    });

    describe('of entries that fail', () => {
      it('each has its outcome in its own place, and the others are accepted', async () => {
        bus.refuseEntries('ThrottlingException', undefined, 'InternalFailure', undefined, 'MalformedDetail');
        expect(await publish(events(6))).toEqual([
          { accepted: false, code: 'ThrottlingException', retryable: true },
          ACCEPTED,
          { accepted: false, code: 'InternalFailure', retryable: true },
          ACCEPTED,
          { accepted: false, code: 'MalformedDetail', retryable: false },
          ACCEPTED,
        ]);
        expect(bus.accepted()).toEqual([2, 4, 6]);
      });

      it.each([
        { code: 'InternalFailure', retryable: true },
        { code: 'InternalException', retryable: true },
        { code: 'ThrottlingException', retryable: true },
        { code: 'MalformedDetail', retryable: false },
        { code: 'InvalidArgument', retryable: false },
        { code: 'NotAuthorizedForSourceException', retryable: false },
        { code: 'AccessDeniedException', retryable: false },
        { code: 'toString', retryable: false },
      ])('$code is worth another try: $retryable', async ({ code, retryable }) => {
        bus.refuseEntries(code);
        expect(await publish(events(1))).toEqual([{ accepted: false, code, retryable }]);
        expect(await publish(events(1))).toEqual([ACCEPTED]);
      });

      it.each([
        { name: 'a source of AWS', members: { source: 'aws.mine' }, code: 'NotAuthorizedForSourceException' },
        { name: 'no source', members: { source: '' }, code: 'InvalidArgument' },
        { name: 'a long detail-type', members: { 'detail-type': 'x'.repeat(129) }, code: 'InvalidArgument' },
      ])('$name is refused, and the rest of the call is taken', async ({ members, code }) => {
        const outcomes = await publish([eventOf(1), eventOf(2, members as Partial<FeedEvent>), eventOf(3)]);
        expect(outcomes).toEqual([ACCEPTED, { accepted: false, code, retryable: false }, ACCEPTED]);
        expect(bus.accepted()).toEqual([1, 3]);
      });
    });

    describe('a call that fails as a whole', () => {
      it('throws when it was refused with all its retries, and nothing was accepted', async () => {
        bus.refuseNext();
        await expect(publish(events(2))).rejects.toThrow();
        expect(bus.accepted()).toEqual([]);
        expect(await publish(events(2))).toEqual([ACCEPTED, ACCEPTED]);
      });

      it('throws when no answer ever came, though everything may be accepted', async () => {
        bus.loseNext();
        await expect(publish(events(2))).rejects.toThrow();
        expect(new Set(bus.accepted())).toEqual(new Set([1, 2]));
      });

      it('is accepted twice where its answer was lost and the client made it again', async () => {
        bus.repeatNext();
        expect(await publish(events(2))).toEqual([ACCEPTED, ACCEPTED]);
        expect(bus.accepted()).toEqual([1, 2, 1, 2]);
      });
    });
  });
}
