import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../../lambda/core/api.ts';
import { readItem } from '../../../lambda/core/fields.ts';
import { ListingError, type Page, TokenRefusedError } from '../../../lambda/ports.ts';
import { engagementArn, invitationId } from '../../support/builders.ts';
import { START_MS } from '../../support/feed.ts';
import type { ListerUnderTest } from './lister-under-test.ts';

const MINUTE_MS = 60_000;
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The behaviour of a lister that the sync relies on. Contact engagements have no order, but a filter by time. */
export function listerContract(name: string, api: Api, open: () => Promise<ListerUnderTest>): void {
  const isSorted = api.newestFirst;
  const idOf = isSorted ? invitationId : engagementArn;
  const read = ({ items }: Pick<Page, 'items'>) => items.map((item) => readItem(api.fields, item));
  const idsIn = (page: Pick<Page, 'items'>) => read(page).map(({ fields }) => fields[api.idField]);
  const inOrder = <T>(ids: readonly T[]) => (isSorted ? [...ids] : [...ids].sort());

  describe(name, () => {
    let list: ListerUnderTest;
    beforeEach(async () => {
      list = await open();
    });
    afterEach(() => list.close());

    /** Number n is n minutes old. */
    const add = (from: number, to: number) => {
      for (const number of numbers(from, to)) list.add(idOf(number), number * MINUTE_MS);
    };
    const listAll = async (since?: string, onPage: () => void = () => undefined) => {
      const pages: Page[] = [];
      for (let token: string | undefined, more = true; more; more = token !== undefined) {
        const page = await list.lister.listPage({
          ...(since !== undefined && { since }),
          ...(token !== undefined && { token }),
        });
        pages.push(page);
        token = page.nextToken;
        onPage();
      }
      return pages;
    };
    const sinceMinutes = (minutes: number) => new Date(START_MS - minutes * MINUTE_MS).toISOString();

    it('an empty list is one empty page', async () => {
      expect(await list.lister.listPage({})).toStrictEqual({ items: [], apiCalls: 1 });
    });

    it('an item is as the wire has it: its id and its date can be read, and nothing about it is odd', async () => {
      list.add(idOf(1), MINUTE_MS);
      list.add(idOf(2), undefined);
      const page = read(await list.lister.listPage({}));
      expect(page.map(({ odd }) => odd)).toEqual([0, 0]);
      const dates = new Map(page.map(({ fields }) => [fields[api.idField], fields[api.dateField]]));
      expect(dates).toEqual(
        new Map([
          [idOf(1), sinceMinutes(1)],
          [idOf(2), undefined],
        ]),
      );
    });

    it(isSorted ? 'is listed newest first, undated last' : 'is listed as a whole, dated or not', async () => {
      for (const number of [3, 1, 4]) list.add(idOf(number), number * MINUTE_MS);
      list.add(idOf(9), undefined);
      list.add(idOf(2), 2 * MINUTE_MS);
      const ids = idsIn(await list.lister.listPage({}));
      expect(inOrder(ids)).toEqual([1, 2, 3, 4, 9].map(idOf));
    });

    describe('pages', () => {
      it.each([
        { count: 100, sizes: [100] },
        { count: 101, sizes: [100, 1] },
        { count: 200, sizes: [100, 100] },
        { count: 250, sizes: [100, 100, 50] },
      ])('lead from one to the next by their tokens, to the end: $count', async ({ count, sizes }) => {
        add(1, count);
        const pages = await listAll();
        expect(pages.map(({ items }) => items.length)).toEqual(sizes);
        expect(inOrder(pages.flatMap(idsIn))).toEqual(numbers(1, count).map(idOf));
        expect(pages.at(-1)).not.toHaveProperty('nextToken');
      });

      it('shift while items arrive: some come twice, and none that was there is passed over', async () => {
        add(100, 300);
        let next = 99;
        const arrive = () => list.add(idOf(next), next-- * MINUTE_MS);
        const pages = await listAll(undefined, arrive);
        const ids = pages.flatMap(idsIn);
        expect(ids).toEqual(expect.arrayContaining(numbers(100, 300).map(idOf)));
        if (isSorted) expect(idsIn(pages[1] as Page)[0]).toBe(idsIn(pages[0] as Page).at(-1));
      });
    });

    describe('a date to list from', () => {
      it(isSorted ? 'changes nothing: this list has no such filter' : 'leaves out what is older', async () => {
        add(1, 5);
        list.add(idOf(9), undefined);
        const listed = (await listAll(sinceMinutes(3))).flatMap(idsIn);
        expect(inOrder(listed)).toEqual((isSorted ? [1, 2, 3, 4, 5, 9] : [1, 2, 3, 9]).map(idOf));
      });

      it('includes what is of that very millisecond', async () => {
        const ageMs = MINUTE_MS - 700;
        list.add(idOf(1), ageMs);
        const since = new Date(START_MS - ageMs).toISOString();
        expect((await listAll(since)).flatMap(idsIn)).toEqual([idOf(1)]);
      });

      it(isSorted ? 'does not belong to a token' : 'belongs to a token, which is refused with another', async () => {
        add(1, 150);
        const { nextToken: token = '' } = await list.lister.listPage({ since: sinceMinutes(150) });
        const second = list.lister.listPage({ since: sinceMinutes(140), token });
        if (isSorted) expect((await second).items).toHaveLength(50);
        else await expect(second).rejects.toBeInstanceOf(TokenRefusedError);
      });
    });

    describe('a token', () => {
      it('that is stale is refused, and the list can be listed anew', async () => {
        add(1, 150);
        const { nextToken: token = '' } = await list.lister.listPage({});
        list.expireTokens();
        const refused = list.lister.listPage({ token });
        await expect(refused).rejects.toBeInstanceOf(TokenRefusedError);
        await expect(refused).rejects.toMatchObject({ apiCalls: 1 });
        expect((await listAll()).flatMap(idsIn)).toHaveLength(150);
      });

      it('that was never issued is refused', async () => {
        await expect(list.lister.listPage({ token: 'made-up' })).rejects.toBeInstanceOf(TokenRefusedError);
      });
    });

    describe('a call that fails', () => {
      it.each([1, 3])('is made again, and every attempt is counted: %i failed', async (failed) => {
        add(1, 2);
        list.failNext(failed);
        expect(await list.lister.listPage({})).toMatchObject({ items: [{}, {}], apiCalls: failed + 1 });
        expect(await list.lister.listPage({})).toMatchObject({ apiCalls: 1 });
      });

      it.each([undefined, 'token'])('is given up after five, and no token is blamed: %s', async (token) => {
        list.failNext(5);
        const failed = list.lister.listPage(token === undefined ? {} : { token });
        await expect(failed).rejects.toBeInstanceOf(ListingError);
        await expect(failed).rejects.toMatchObject({ name: 'ListingError', apiCalls: 5 });
      });

      it.each([undefined, 'token'])('is not made again where access is denied, token: %s', async (token) => {
        list.denyNext();
        const denied = list.lister.listPage(token === undefined ? {} : { token });
        // Only a refusal at the beginning means that this account does not have the list.
        const name = token === undefined ? 'ListRefusedError' : 'ListingError';
        await expect(denied).rejects.toMatchObject({ name, apiCalls: 1 });
        await expect(denied).rejects.toThrow('denied access');
      });
    });
  });
}
