import { compareTexts } from './expressions.ts';
import { type Item, keyOf } from './item-limits.ts';

/** All items of one partition key. */
export class Partition {
  readonly #items = new Map<string, Item>();
  #index: readonly Item[] | undefined;

  get(sk: string): Item | undefined {
    return this.#items.get(sk);
  }

  put(item: Item): void {
    this.#items.set(keyOf(item), item);
    this.#index = undefined;
  }

  /** The items with the index's attribute, sorted by it. DynamoDB promises no order for equal values; here, the keys decide. */
  get index(): readonly Item[] {
    this.#index ??= [...this.#items.values()].filter(({ attention }) => attention !== undefined).sort(byPlace);
    return this.#index;
  }
}

/** By the index's attribute, then by the sort key. */
export const byPlace = (a: Item, b: Item) =>
  compareTexts(String(a.attention ?? ''), String(b.attention ?? '')) || compareTexts(keyOf(a), keyOf(b));
