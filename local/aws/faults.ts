import type { ServiceError } from './service-error.ts';
import type { Input } from './service-model.ts';

export interface ReceivedRequest {
  /** 1 for the first that this server received */
  readonly number: number;
  readonly operation: string;
  readonly input: Input;
  /** For which it was signed */
  readonly region: string | undefined;
  readonly atMs: number;
}

/** What goes wrong with one request. */
export type Fault =
  /** Answered with this error, nothing done. */
  | ServiceError
  /** Never answered, nothing done. */
  | 'hang'
  /** The connection breaks before anything is done. */
  | 'drop'
  /** It is done, and the connection breaks instead of an answer. */
  | 'drop-after'
  | { readonly delayMs: number }
  /** Answered with this body, nothing done. */
  | { readonly body: unknown };

/** Asked for every request; `undefined`: all goes well. */
export type FaultSource = (request: ReceivedRequest) => Fault | undefined;

/** These faults for the next requests, one each, then none. */
export function inTurn(...faults: readonly (Fault | undefined)[]): FaultSource {
  const left = [...faults];
  return () => left.shift();
}
