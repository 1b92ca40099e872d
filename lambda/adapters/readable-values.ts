import { Readable } from 'node:stream';
import type { MiddlewareStack } from '@smithy/types';

/** The list in an API's answer, and which values of its members the client can read. */
export interface ReadableValues {
  readonly list: string;
  readonly members: Readonly<Record<string, (value: unknown) => boolean>>;
}

/**
 * Leaves out of an answer what no client could read, and counts it.
 *
 * The SDK's deserializers throw when they meet a date that is none (the older ones, a text that is none), and with that
 * one value the whole page would be lost: an item of which we may know everything else would stop the feed. So the answer
 * is mended before it is deserialized.
 */
export function dropUnreadableValues<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  readable: ReadableValues,
  onDropped: (count: number) => void,
): void {
  stack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { statusCode?: number; body?: AsyncIterable<Uint8Array> };
      if (response.statusCode !== 200 || response.body === undefined) return result;
      const chunks: Uint8Array[] = [];
      for await (const chunk of response.body) chunks.push(chunk);
      const { body, dropped } = mend(Buffer.concat(chunks), readable);
      onDropped(dropped);
      return { ...result, response: Object.assign(response, { body: Readable.from([body]) }) };
    },
    // Closest to the wire: the deserializer, which comes before it in the stack, sees what it returns.
    { step: 'deserialize', priority: 'low', name: 'readableValues' },
  );
}

function mend(body: Buffer, { list, members }: ReadableValues): { body: Buffer; dropped: number } {
  const answer = parse(body);
  if (answer === undefined) return { body, dropped: 0 };
  // To the client it would be an empty page, and the end of the list.
  if (!isRecord(answer)) throw new TypeError('The answer is no object');
  const items = answer[list];
  if (!Array.isArray(items)) return { body, dropped: 0 };
  // What is no item at all becomes one without an id, which is counted where such are.
  const records = items.map((item: unknown) => (isRecord(item) ? item : {}));
  const unreadable = records.flatMap((item) =>
    Object.entries(members)
      .filter(
        ([member, isReadable]) => item[member] !== undefined && item[member] !== null && !isReadable(item[member]),
      )
      .map(([member]) => ({ item, member })),
  );
  if (unreadable.length === 0 && items.every(isRecord)) return { body, dropped: 0 };
  for (const { item, member } of unreadable) delete item[member];
  return { body: Buffer.from(JSON.stringify({ ...answer, [list]: records })), dropped: unreadable.length };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined; // The client says it better.
  }
}

export const isText = (value: unknown) => typeof value === 'string';

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
