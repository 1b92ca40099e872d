import type { Fault, FaultSource } from '../../../local/aws/faults.ts';
import { ServiceError } from '../../../local/aws/service-error.ts';

/** A fault of the list API, the table or the bus during one run. */
export interface FaultCase {
  readonly name: string;
  readonly requests?: FaultSource;
  /** Of the bus: the error code of the entry at this index, in the call of this number. */
  readonly entries?: (index: number, call: number) => string | undefined;
  /** Whether the run must fail visibly. */
  readonly fails: boolean;
}

const throttled = (members = {}, headers = {}) =>
  new ServiceError('ThrottlingException', 429, { Message: 'Rate exceeded', ...members }, headers);
const broken = new ServiceError('InternalServerException', 500, { Message: 'Something went wrong' });
const tableBusy = new ServiceError('ProvisionedThroughputExceededException', 400, { message: 'Slow down' });
const tableBroken = new ServiceError('InternalServerError', 500, { message: 'Something went wrong' });

/** Applies to the first requests of the run, or to all. */
function first(count: number, fault: Fault): FaultSource {
  let left = count;
  return () => {
    left -= 1;
    return left >= 0 ? fault : undefined;
  };
}
const always = (fault: Fault) => first(Number.POSITIVE_INFINITY, fault);

/** Every n-th request fails. The clients' five attempts get past that. */
function every(n: number, fault: Fault): FaultSource {
  let requests = 0;
  return () => {
    requests += 1;
    return requests % n === 0 ? fault : undefined;
  };
}

export const LIST_FAULTS = (): FaultCase[] => [
  { name: 'a connection that is dropped', requests: first(1, 'drop'), fails: false },
  { name: 'connections that are always dropped', requests: always('drop-after'), fails: true },
  { name: 'an answer that hangs', requests: first(1, 'hang'), fails: false },
  { name: 'answers that all hang', requests: always('hang'), fails: true },
  { name: '429 three times, without a retry-after', requests: first(3, throttled()), fails: false },
  {
    name: '429 three times, with a retry-after',
    requests: first(3, throttled({ RetryAfterSeconds: 1 }, { 'retry-after': '1' })),
    fails: false,
  },
  { name: '429 for ever', requests: always(throttled()), fails: true },
  { name: '500 once', requests: first(1, broken), fails: false },
  { name: '500 three times', requests: first(3, broken), fails: false },
  { name: '500 for ever', requests: always(broken), fails: true },
];

export const TABLE_FAULTS = (): FaultCase[] => [
  { name: 'every third connection is dropped', requests: every(3, 'drop'), fails: false },
  { name: 'every fifth connection is dropped once it is done', requests: every(5, 'drop-after'), fails: false },
  { name: 'an answer that hangs', requests: first(1, 'hang'), fails: false },
  { name: 'every other request is throttled', requests: every(2, tableBusy), fails: false },
  { name: 'every third request fails', requests: every(3, tableBroken), fails: false },
  {
    name: 'writes are throttled for ever',
    requests: ({ operation }) => (operation === 'PutItem' ? tableBusy : undefined),
    fails: true,
  },
  {
    name: 'outboxes cannot be emptied',
    requests: ({ operation }) => (operation === 'UpdateItem' ? tableBroken : undefined),
    fails: true,
  },
];

/** Applies to half of the entries of the run's first calls. */
function halfOfFirst(calls: number): NonNullable<FaultCase['entries']> {
  const met = new Set<number>();
  return (index, call) => {
    met.add(call);
    if (met.size > calls || (index + call) % 2 === 1) return undefined;
    return call % 2 === 0 ? 'InternalFailure' : 'ThrottlingException';
  };
}

export const BUS_FAULTS = (): FaultCase[] => [
  { name: 'every other call is dropped once it is done', requests: every(2, 'drop-after'), fails: false },
  { name: 'all calls are dropped once they are done', requests: always('drop-after'), fails: true },
  { name: 'an answer that hangs', requests: first(1, 'hang'), fails: false },
  { name: '500 three times', requests: first(3, broken), fails: false },
  { name: 'throttled for ever', requests: always(throttled()), fails: true },
  { name: 'half of the entries are refused for a moment', entries: halfOfFirst(3), fails: false },
  {
    name: 'half of the entries are refused for good',
    entries: (index) => (index % 2 === 0 ? 'NotAuthorizedForDetailTypeException' : undefined),
    fails: true,
  },
];
