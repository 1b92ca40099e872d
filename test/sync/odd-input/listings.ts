import fc from 'fast-check';
import type { Item, OddApi } from './apis.ts';

/** What a valid item becomes on its way. */
interface Mutation {
  readonly what: string;
  /** Items that cannot be read, and values that are left out. */
  readonly odd: number;
  /** Whether it can be told which resource it is. */
  readonly readable: boolean;
  mutate(item: Item): unknown;
}

export interface OddItem {
  readonly number: number;
  readonly what: string;
  readonly odd: number;
  readonly readable: boolean;
  readonly raw: unknown;
}

const TAILS = ['end', 'a token again', 'empty pages for ever', 'no object', 'no list', 'a token that is none'] as const;

/** A list as it is shown on the wire: its pages, and what comes behind the last. */
export interface Listing {
  readonly pages: readonly (readonly OddItem[])[];
  readonly tail: (typeof TAILS)[number];
  readonly isFirst: boolean;
  readonly mode: 'sync' | 'reconcile';
}

const MAX_TEXT = 2048;

const noText = fc.constantFrom<unknown>(5, true, [], {}, ['text'], { text: 'text' });
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom('', '\ud800', '\u0000', '#', '__proto__'),
);

function mutations(api: OddApi): fc.Arbitrary<Mutation> {
  const { idMember, texts, dates } = api;
  const withMembers =
    (what: string, odd: number, readable = true) =>
    (members: Item) => ({
      what: `${what} ${Object.keys(members)}`,
      odd,
      readable,
      mutate: (item: Item) => ({ ...item, ...members }),
    });
  const set = (names: readonly string[], values: fc.Arbitrary<unknown>) =>
    fc.tuple(fc.constantFrom(...names), values).map(([name, value]) => ({ [name]: value }));
  const all = [...texts, ...dates];
  const untouched = { what: 'untouched', odd: 0, readable: true, mutate: (item: Item) => item };
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(untouched) },
    set(all, fc.constantFrom(undefined, null)).map(withMembers('missing', 0)),
    set([idMember], fc.constantFrom(undefined, null, '')).map(withMembers('missing', 1, false)),
    set(texts, noText).map(withMembers('no text', 1)),
    // Left out, and then missed.
    set([idMember], noText).map(withMembers('no text', 2, false)),
    set(texts, anyText).map(withMembers('any text', 0)),
    set(
      [idMember, ...texts],
      fc.integer({ min: MAX_TEXT + 1, max: 9000 }).map((length) => 'x'.repeat(length)),
    ).map(withMembers('huge text', 1, false)),
    set(dates, fc.constantFrom(...api.farDates)).map(withMembers('far date', 0)),
    set(dates, fc.oneof(fc.constantFrom(...api.noDates), fc.constantFrom(true, [], {}))).map(withMembers('no date', 1)),
    fc.constantFrom(...api.news).map(withMembers('new', 0)),
    ...(api.unreadable.length > 0 ? [fc.constantFrom(...api.unreadable).map(withMembers('unreadable', 1))] : []),
    fc.constantFrom<unknown>(null, 5, 'text', [], {}, true).map((value) => ({
      what: `instead of an item: ${JSON.stringify(value)}`,
      odd: 1,
      readable: false,
      mutate: () => value,
    })),
  );
}

/** Pages of items, some of them mutated, some of them twice, in no order. */
export function listings(api: OddApi): fc.Arbitrary<Listing> {
  const place = fc.record({ mutation: mutations(api), again: fc.option(fc.nat(20), { freq: 5 }) });
  return fc.record({
    pages: fc
      .array(fc.array(place, { maxLength: 8 }), { minLength: 1, maxLength: 5 })
      .chain((pages) => {
        const count = pages.flat().length;
        const numbers = Array.from({ length: count }, (_, number) => number);
        return fc.record({
          pages: fc.constant(pages),
          numbers: fc.oneof(fc.constant(numbers), fc.shuffledSubarray(numbers, { minLength: count, maxLength: count })),
        });
      })
      .map(({ pages, numbers }) => {
        const left = [...numbers];
        const earlier: OddItem[] = [];
        return pages.map((places) =>
          places.map(({ mutation, again }) => {
            const twin = again === null ? undefined : earlier[again % Math.max(1, earlier.length)];
            if (twin) return twin;
            const number = left.shift() ?? 0;
            const { what, odd, readable } = mutation;
            const item = { number, what, odd, readable, raw: mutation.mutate(api.item(number)) };
            earlier.push(item);
            return item;
          }),
        );
      }),
    tail: fc.constantFrom(...TAILS),
    isFirst: fc.boolean(),
    mode: fc.constantFrom('sync', 'reconcile'),
  });
}

/** The answer to each request, in turn. */
export function bodyOf({ list }: OddApi, { pages, tail }: Listing, request: number): unknown {
  const items = pages[request]?.map(({ raw }) => raw);
  const isLast = request === pages.length - 1;
  if (items && isLast && tail === 'end') return { [list]: items };
  // The one that led here, or the one that led to the second page.
  if (items && isLast && tail === 'a token again') return { [list]: items, NextToken: 'token-1' };
  if (items) return { [list]: items, NextToken: `token-${request + 1}` };
  switch (tail) {
    case 'no object':
      return request % 2 === 0 ? 'text' : [];
    case 'no list':
      return { [list]: 'text' };
    case 'a token that is none':
      return { [list]: [], NextToken: { token: 'text' } };
    case 'a token again':
      return { [list]: [], NextToken: 'token-1' };
    default:
      return { [list]: [], NextToken: `token-${request + 1}` };
  }
}
