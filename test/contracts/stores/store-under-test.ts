import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A table with the keys `pk` and `sk` and the index `attention`, empty, and what it can be told to do to the next call. */
export interface StoreUnderTest {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** The next call is refused, and so are its retries. */
  refuseNext(): void;
  /** The next call takes effect, its answer is lost, and the client makes it again. */
  repeatNext(): void;
  /** The next batch calls leave that many requests or keys each unprocessed. */
  leaveUnprocessed(...counts: readonly number[]): void;
  close(): Promise<void>;
}
