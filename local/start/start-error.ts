/** A run cannot begin. The message alone is enough for the person who started it. */
export class CannotStartError extends Error {
  override readonly name = 'CannotStartError';
}
