import { type Lister, ListingError, type Page, type PageRequest, TokenRefusedError } from '../ports.ts';

/** What both list APIs' clients answer. */
interface Answer {
  readonly nextToken: unknown;
  readonly items: unknown;
  readonly $metadata: { readonly attempts?: number };
}

/** The permission and the prerequisite that an API's AccessDeniedException is about. */
export interface Access {
  readonly api: string;
  readonly permission: string;
  readonly prerequisite: string;
}

/**
 * One call of a list API, with its errors put into words.
 *
 * @param send one call of the client
 * @param takeUnreadable how many values were left out of the last answer
 */
export function lister(
  access: Access,
  send: (request: PageRequest, abortSignal: AbortSignal | undefined) => Promise<Answer>,
  takeUnreadable: () => number,
): Lister {
  return {
    async listPage(request): Promise<Page> {
      const { timeLeftMs } = request;
      try {
        const answer = await send(
          request,
          timeLeftMs === undefined ? undefined : AbortSignal.timeout(atLeast(timeLeftMs)),
        );
        const { items, nextToken } = { items: answer.items ?? [], nextToken: answer.nextToken ?? '' };
        if (!Array.isArray(items)) throw new Error('the answer holds no list');
        // To take it for none would be to take this page for the end of the list.
        if (typeof nextToken !== 'string') throw new Error('the page token of the answer is no text');
        return {
          items,
          ...(nextToken !== '' && { nextToken }),
          apiCalls: answer.$metadata.attempts ?? 1,
          unreadableValues: takeUnreadable(),
        };
      } catch (error) {
        throw inWords(access, request, error);
      }
    },
  };
}

/** A run lists at least one page, however short its time: otherwise it would never get anywhere. */
const atLeast = (timeLeftMs: number) => Math.max(1000, Math.ceil(timeLeftMs));

function inWords({ api, permission, prerequisite }: Access, request: PageRequest, error: unknown): ListingError {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const metadata = (error as { $metadata?: { attempts?: number } } | undefined)?.$metadata;
  const apiCalls = metadata?.attempts ?? 1;
  const options = { cause: error };
  if (name === 'ValidationException' && request.token !== undefined) {
    return new TokenRefusedError(`${api} refused a page token`, apiCalls, options);
  }
  if (name === 'AccessDeniedException') {
    return new ListingError(
      `${api} denied access. Check that the role has the permission ${permission}, and that ${prerequisite}`,
      apiCalls,
      options,
    );
  }
  // What a parser says quotes what was listed. What a service says may quote what was sent, which is no secret.
  const unreadable = error instanceof SyntaxError || error instanceof TypeError;
  const reason = unreadable ? 'its answer cannot be read' : `${name}: ${message}`;
  return new ListingError(`${api} could not be listed to its end (${reason})`, apiCalls, options);
}
