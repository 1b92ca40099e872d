import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

/** An item in the document client's form. */
export type Item = Record<string, unknown>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MAX_ITEM_BYTES = 400 * 1024;
const MAX_SORT_KEY_BYTES = 1024;
const MAX_BATCH_ITEMS = 25;
const MAX_BATCH_KEYS = 100;
/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html */
export const MAX_QUERY_BYTES = 1024 * 1024;

const LIST_OR_MAP_BYTES = 3;
const ELEMENT_BYTES = 1;

export const keyOf = (key: Item | undefined) => String(key?.sk ?? '');

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export function sizeInBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  // A byte for every two significant digits, and one more
  if (typeof value === 'number') return Math.ceil(`${value}`.replace(/\D/g, '').replace(/^0+|0+$/g, '').length / 2) + 1;
  if (Array.isArray(value))
    return value.reduce((sum, each) => sum + ELEMENT_BYTES + valueBytes(each), LIST_OR_MAP_BYTES);
  if (typeof value !== 'object' || value === null) return 1;
  return LIST_OR_MAP_BYTES + sizeInBytes(value as Item) + ELEMENT_BYTES * Object.keys(value).length;
}

/** @throws DynamoDB's error for an item that it rejects */
export function checkItem(item: Item): void {
  const keyBytes = Buffer.byteLength(keyOf(item));
  if (keyBytes === 0 || keyBytes > MAX_SORT_KEY_BYTES) throw invalid('The sort key is empty or too long');
  checkIndexKey(item);
  // An item in the index is stored twice.
  if (sizeInBytes(item) * (item.attention ? 2 : 1) > MAX_ITEM_BYTES)
    throw invalid('Item size has exceeded the maximum allowed size');
}

/** An item may lack it; then it is not in the index. */
function checkIndexKey({ attention }: Item): void {
  if (attention === undefined) return;
  if (typeof attention !== 'string') throw invalid('The key of the index is not a text');
  const bytes = Buffer.byteLength(attention);
  if (bytes === 0 || bytes > MAX_SORT_KEY_BYTES) throw invalid('The key of the index is empty or too long');
}

/** One invalid request makes the whole batch fail. */
export function checkBatch(items: readonly Item[]): void {
  if (items.length === 0 || items.length > MAX_BATCH_ITEMS) throw invalid('A batch has 1 to 25 items');
  checkDuplicates(items);
  for (const item of items) checkItem(item);
}

/** The same for a batch of reads. */
export function checkKeys(keys: readonly Item[]): void {
  if (keys.length === 0 || keys.length > MAX_BATCH_KEYS) throw invalid('A batch has 1 to 100 keys');
  checkDuplicates(keys);
  for (const key of keys) checkItem(key);
}

function checkDuplicates(items: readonly Item[]): void {
  const keys = new Set(items.map((item) => `${item.pk} ${keyOf(item)}`));
  if (keys.size < items.length) throw invalid('Provided list of item keys contains duplicates');
}

export const invalid = (message: string) =>
  new DynamoDBServiceException({ name: 'ValidationException', $fault: 'client', message, $metadata: {} });
