import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** An empty table with the keys `pk` and `sk` and the index `attention`, with controls for its next call. */
export interface StoreUnderTest {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Refuses the next call and its retries. */
  refuseNext(): void;
  /** The next call takes effect, but its answer is lost, so the client repeats it. */
  repeatNext(): void;
  /** Each of the next batch calls leaves this many requests or keys unprocessed. */
  leaveUnprocessed(...counts: readonly number[]): void;
  close(): Promise<void>;
}
