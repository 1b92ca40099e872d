import type { ServiceError } from './service-error.ts';
import type { Input } from './service-model.ts';

export interface ReceivedRequest {
  /** 1 for the first request to this server */
  readonly number: number;
  readonly operation: string;
  readonly input: Input;
  /** The region it was signed for */
  readonly region: string | undefined;
  readonly atMs: number;
}

/** A fault of one request. */
export type Fault =
  /** Answers with this error, without acting. */
  | ServiceError
  /** Never answers, and does not act. */
  | 'hang'
  /** Breaks the connection without acting. */
  | 'drop'
  /** Acts, then breaks the connection instead of answering. */
  | 'drop-after'
  | { readonly delayMs: number }
  /** Answers with this body, without acting. */
  | { readonly body: unknown };

/** Called for every request; `undefined`: no fault. */
export type FaultSource = (request: ReceivedRequest) => Fault | undefined;

/** Gives each of the next requests one of these faults, then none. */
export function inTurn(...faults: readonly (Fault | undefined)[]): FaultSource {
  const left = [...faults];
  return () => left.shift();
}
