/** An error as a service answers it. */
export class ServiceError extends Error {
  constructor(
    override readonly name: string,
    readonly status: number,
    /** What the body holds besides the error's name. */
    readonly members: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(name);
  }
}
