/** Props that cannot be used. The message has a line for each, with the rule, the value and a valid example. */
export class PropsError extends Error {
  override readonly name = 'PropsError';
}
