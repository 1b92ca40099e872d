import { FaultyProxy } from '../../local/aws/faulty-proxy.ts';
import type { Answer, WireRequest } from '../../local/aws/json-protocol.ts';

const READS = new Set(['Query', 'GetItem', 'BatchGetItem']);

type Capacity = { readonly CapacityUnits?: number };

/**
 * A proxy between a function and DynamoDB that asks for the capacity each request consumed, and adds it up. The function
 * need not ask. The signature no longer fits the changed body, but DynamoDB Local does not check it.
 */
export class CountingProxy extends FaultyProxy {
  readonly units = { read: 0, write: 0 };

  constructor(endpoint: string) {
    super(endpoint, () => undefined);
  }

  protected override async answer(request: WireRequest): Promise<Answer> {
    const body = JSON.stringify({ ...request.input, ReturnConsumedCapacity: 'TOTAL' });
    const answer = await super.answer({ ...request, body });
    if (answer.status === 200) {
      const { ConsumedCapacity } = JSON.parse(answer.body) as { ConsumedCapacity?: Capacity | Capacity[] };
      for (const capacity of [ConsumedCapacity ?? []].flat()) {
        this.units[READS.has(request.operation) ? 'read' : 'write'] += capacity.CapacityUnits ?? 0;
      }
    }
    this.requests.length = 0;
    return answer;
  }
}
