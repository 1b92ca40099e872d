import type { Lister } from '../../../lambda/ports.ts';

/** A lister over its own list, empty at first, with controls for the list. */
export interface ListerUnderTest {
  readonly lister: Lister;
  /** Of this age at START_MS; `undefined`: without a date */
  add(id: string, ageMs: number | undefined): void;
  /** Makes every page token issued so far invalid. */
  expireTokens(): void;
  /** Makes this many of the client's next attempts fail. */
  failNext(attempts: number): void;
  /** Denies the next call. */
  denyNext(): void;
  close(): Promise<void>;
}
