import type { Publisher } from '../../../lambda/ports.ts';

/** The publisher over a bus, and what the bus can be told to do. */
export interface PublisherUnderTest {
  readonly publisher: Publisher;
  /** The numbers in the details that the bus has accepted, in its order */
  accepted(): number[];
  /** The entries of the next call are refused with these codes; `undefined`: accepted. */
  refuseEntries(...codes: readonly (string | undefined)[]): void;
  /** The next call is refused, and so are its retries. */
  refuseNext(): void;
  /** The next call takes effect, and neither its answer nor one to its retries arrives. */
  loseNext(): void;
  /** The next call takes effect, its answer is lost, and the client makes it again. */
  repeatNext(): void;
  close(): Promise<void>;
}
