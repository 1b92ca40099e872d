import fc from 'fast-check';
import type { Item, OddApi } from './apis.ts';

interface Oddity {
  readonly what: string;
  /** Items without an id, values that are left out, and texts that are cut. */
  readonly odd: number;
  /** Whether the resource can be identified; and if so, whether a first sync announces it. */
  readonly is: 'unreadable' | 'history' | 'news';
}

/** The mutations of a valid item. */
interface Mutation extends Oddity {
  mutate(item: Item): unknown;
}

export interface OddItem extends Oddity {
  readonly number: number;
  readonly raw: unknown;
}

const TAILS = ['end', 'a token again', 'empty pages for ever', 'no object', 'no list', 'a token that is none'] as const;

/** A list on the wire: its pages, and the answer after the last one. */
export interface Listing {
  readonly pages: readonly (readonly OddItem[])[];
  readonly tail: (typeof TAILS)[number];
  readonly isFirst: boolean;
  readonly mode: 'sync' | 'reconcile';
}

const MAX_TEXT = 2048;
const MAX_ID = 900;

const noText = fc.constantFrom<unknown>(5, true, [], {}, ['text'], { text: 'text' });
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom('', '\ud800', '\u0000', '#', '__proto__'),
);

function mutations(api: OddApi): fc.Arbitrary<Mutation> {
  const { idMember, texts, dates } = api;
  const withMembers =
    (what: string, { odd = 0, is = 'news' }: Partial<Oddity> = {}) =>
    (members: Item): Mutation => ({
      what: `${what} ${Object.keys(members)}`,
      odd,
      is,
      mutate: (item: Item) => ({ ...item, ...members }),
    });
  const set = (names: readonly string[], values: fc.Arbitrary<unknown>) =>
    fc.tuple(fc.constantFrom(...names), values).map(([name, value]) => ({ [name]: value }));
  const all = [...texts, ...dates];
  const untouched = withMembers('untouched')({});
  const textOf = (min: number, max: number) => fc.integer({ min, max }).map((length) => 'x'.repeat(length));
  const [longText, hugeText] = [textOf(MAX_ID + 1, MAX_TEXT), textOf(MAX_TEXT + 1, 9000)];
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(untouched) },
    set(all, fc.constantFrom(undefined, null)).map(withMembers('missing')),
    set([idMember], fc.constantFrom(undefined, null, '')).map(withMembers('missing', { odd: 1, is: 'unreadable' })),
    set(texts, noText).map(withMembers('no text', { odd: 1 })),
    // Left out, and counted as missing.
    set([idMember], noText).map(withMembers('no text', { odd: 2, is: 'unreadable' })),
    set(texts, anyText).map(withMembers('any text')),
    // An id of more than 900 bytes is unusable. One that is cut also counts twice.
    set([idMember], longText).map(withMembers('long text', { odd: 1, is: 'unreadable' })),
    set([idMember], hugeText).map(withMembers('huge text', { odd: 2, is: 'unreadable' })),
    set(texts, hugeText).map(withMembers('huge text', { odd: 1 })),
    fc.constantFrom(...api.farDates).map(withMembers('far date')),
    ...(api.ancientDates.length > 0
      ? [set(dates, fc.constantFrom(...api.ancientDates)).map(withMembers('ancient date', { is: 'history' }))]
      : []),
    set(dates, fc.oneof(fc.constantFrom(...api.noDates), fc.constantFrom(true, [], {}))).map(
      withMembers('no date', { odd: 1 }),
    ),
    fc.constantFrom(...api.news).map(withMembers('new')),
    ...(api.unreadable.length > 0
      ? [fc.constantFrom(...api.unreadable).map(withMembers('unreadable', { odd: 1 }))]
      : []),
    fc.constantFrom<unknown>(null, 5, 'text', [], {}, true).map((value) => ({
      what: `instead of an item: ${JSON.stringify(value)}`,
      odd: 1,
      is: 'unreadable' as const,
      mutate: () => value,
    })),
  );
}

/** Pages of items, some mutated, some twice, in no order. */
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
            const { mutate, ...oddity } = mutation;
            const item = { number, ...oddity, raw: mutate(api.item(number)) };
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
  // The token that led here, or the one that led to the second page.
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
