import type { Item } from './item-limits.ts';
import { STALEST_READ_MS } from './service-faults.ts';

interface Key {
  readonly sk: string;
  readonly bytes: Buffer;
}

/** All items of one partition key, with what they were a moment ago. */
export class Partition {
  readonly #versions = new Map<string, { readonly atMs: number; readonly item: Item }[]>();
  #keys: Key[] = [];

  get(sk: string, atMs = Number.POSITIVE_INFINITY): Item | undefined {
    return this.#versions.get(sk)?.findLast((version) => version.atMs <= atMs)?.item;
  }

  put(sk: string, item: Item, nowMs: number): void {
    const versions = this.#versions.get(sk) ?? [];
    if (versions.length === 0) this.#keys = [...this.#keys, { sk, bytes: Buffer.from(sk) }].sort(byBytes);
    // Nobody can ask for what was replaced long ago.
    const recent = versions.filter((_, index) => (versions[index + 1]?.atMs ?? nowMs) >= nowMs - STALEST_READ_MS);
    this.#versions.set(sk, [...recent, { atMs: nowMs, item }]);
  }

  /** In descending order, both ends included */
  keys(first: string, last: string): string[] {
    const [from, to] = [Buffer.from(first), Buffer.from(last)];
    return this.#keys
      .filter(({ bytes }) => Buffer.compare(bytes, from) >= 0 && Buffer.compare(bytes, to) <= 0)
      .map(({ sk }) => sk)
      .reverse();
  }
}

/** DynamoDB compares texts by their bytes in UTF-8, which is not how JavaScript does. */
const byBytes = (a: Key, b: Key) => Buffer.compare(a.bytes, b.bytes);
