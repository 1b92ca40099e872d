import type { FaultSource } from './faults.ts';
import { type Answer, JsonServer, type WireRequest } from './json-protocol.ts';

/** Headers not to forward: hop-by-hop headers, and those that `fetch` writes itself. */
const FORWARDED = ['authorization', 'content-type', 'x-amz-date', 'x-amz-target'];
const RETURNED = ['content-type', 'x-amz-crc32', 'x-amzn-requestid'];

/** A proxy for a DynamoDB-compatible store that counts its requests and makes some of them fail. */
export class FaultyProxy extends JsonServer {
  constructor(
    private readonly endpoint: string,
    faults: FaultSource,
  ) {
    super('1.0');
    this.faults = faults;
  }

  protected override async answer(request: WireRequest): Promise<Answer> {
    const headers = FORWARDED.flatMap((name): [string, string][] => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    });
    const response = await fetch(this.endpoint, { method: 'POST', headers, body: request.body });
    const returned = [...response.headers].filter(([name]) => RETURNED.includes(name));
    return { status: response.status, headers: Object.fromEntries(returned), body: await response.text() };
  }
}
