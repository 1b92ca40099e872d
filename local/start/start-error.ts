/** A run that cannot begin. The message is for the person who started it: it is all that need be printed. */
export class CannotStartError extends Error {
  override readonly name = 'CannotStartError';
}
