import type { Publisher } from '../../../lambda/ports.ts';

/** The publisher over a bus, with controls for the bus. */
export interface PublisherUnderTest {
  readonly publisher: Publisher;
  /** The numbers in the details that the bus has accepted, in its order */
  accepted(): number[];
  /** Refuses the entries of the next call with these codes; `undefined`: accepted. */
  refuseEntries(...codes: readonly (string | undefined)[]): void;
  /** Refuses the next call and its retries. */
  refuseNext(): void;
  /** The next call takes effect, but neither it nor its retries get an answer. */
  loseNext(): void;
  /** The next call takes effect, but its answer is lost, so the client repeats it. */
  repeatNext(): void;
  close(): Promise<void>;
}
