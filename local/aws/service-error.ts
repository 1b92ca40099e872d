/** An error in a service's answer. */
export class ServiceError extends Error {
  constructor(
    override readonly name: string,
    readonly status: number,
    /** The members of the body besides the error's name. */
    readonly members: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(name);
  }
}
