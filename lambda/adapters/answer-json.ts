import { Readable } from 'node:stream';
import type { MiddlewareStack } from '@smithy/types';

/**
 * Reads the raw JSON of a list's answers, instead of the client's deserializer. That throws at a value that is not a date
 * or a text, and the whole page would be lost with it. core/fields.ts reads each field.
 */
export function readAnswers() {
  const jsons = new WeakMap<object, unknown>();
  return {
    readFrom<Input extends object, Output extends object>(stack: MiddlewareStack<Input, Output>): void {
      stack.add(
        (next) => async (args) => {
          const result = await next(args);
          if (result.output) jsons.set(result.output, jsons.get(result.response as object));
          return result;
        },
        // Around the deserializer.
        { step: 'deserialize', priority: 'high', name: 'jsonOfOutput' },
      );
      stack.add(
        (next) => async (args) => {
          const result = await next(args);
          const response = result.response as { statusCode?: number; body?: AsyncIterable<Uint8Array> };
          if (response.statusCode !== 200 || response.body === undefined) return result;
          const chunks: Uint8Array[] = [];
          for await (const chunk of response.body) chunks.push(chunk);
          jsons.set(response, JSON.parse(Buffer.concat(chunks).toString('utf8')));
          response.body = Readable.from([Buffer.from('{}')]);
          return result;
        },
        // Closest to the wire, so the deserializer sees an empty answer.
        { step: 'deserialize', priority: 'low', name: 'jsonOfResponse' },
      );
    },

    /** The JSON of the answer behind the output of a command. */
    jsonOf: (output: object): unknown => jsons.get(output),
  };
}
