import type { Lister } from '../../../lambda/ports.ts';

/** A lister over a list of its own, empty at first, and what the list can be told to do. */
export interface ListerUnderTest {
  readonly lister: Lister;
  /** Of this age at START_MS; `undefined`: without a date */
  add(id: string, ageMs: number | undefined): void;
  /** From now on, no page token issued so far is taken. */
  expireTokens(): void;
  /** That many attempts of the client fail, the next ones. */
  failNext(attempts: number): void;
  /** The next call is denied. */
  denyNext(): void;
  close(): Promise<void>;
}
