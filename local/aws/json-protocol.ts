import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultSource, ReceivedRequest } from './faults.ts';
import { LocalServer } from './local-server.ts';
import { ServiceError } from './service-error.ts';
import type { Input } from './service-model.ts';

export interface WireRequest extends ReceivedRequest {
  /** `AWSEvents.PutEvents` */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A service on this machine that speaks awsJson1_0 or awsJson1_1. */
export abstract class JsonServer extends LocalServer {
  /** Every request that could be read, including those that failed. */
  readonly requests: ReceivedRequest[] = [];
  faults: FaultSource | undefined;

  constructor(private readonly jsonVersion: string) {
    super();
  }

  /** @throws ServiceError */
  protected abstract answer(request: WireRequest): Answer | Promise<Answer>;

  protected json(status: number, body: unknown, headers: Answer['headers'] = {}): Answer {
    const contentType = `application/x-amz-json-${this.jsonVersion}`;
    return { status, headers: { ...headers, 'content-type': contentType }, body: JSON.stringify(body) };
  }

  protected override async receive(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const outcome = await this.outcomeOf(message).catch((error) => this.errorAnswer(error));
    if (outcome === 'hang') return;
    if (outcome === 'drop') response.destroy();
    else response.writeHead(outcome.status, { 'x-amzn-requestid': randomUUID(), ...outcome.headers }).end(outcome.body);
  }

  private async outcomeOf(message: IncomingMessage): Promise<Answer | 'hang' | 'drop'> {
    const request = await read(message, this.requests.length + 1);
    const { number, operation, input, region, atMs } = request;
    this.requests.push({ number, operation, input, region, atMs });

    const fault = this.faults?.(request);
    if (fault === 'hang' || fault === 'drop') return fault;
    if (fault instanceof ServiceError) throw fault;
    if (fault === undefined) return this.answer(request);
    if (fault === 'drop-after') {
      await this.answer(request);
      return 'drop';
    }
    if ('body' in fault) return this.json(200, fault.body);
    await sleep(fault.delayMs);
    return this.answer(request);
  }

  private errorAnswer(error: unknown): Answer {
    if (!(error instanceof ServiceError)) return this.errorAnswer(internalFailure(error));
    const { name, status, members, headers } = error;
    return this.json(status, { __type: name, ...members }, { ...headers, 'x-amzn-errortype': name });
  }
}

export const unknownOperation = () => new ServiceError('UnknownOperationException', 400);

const internalFailure = (cause: unknown) =>
  new ServiceError('InternalFailure', 500, { message: `The stand-in itself failed: ${cause}` });

async function read(message: IncomingMessage, number: number): Promise<WireRequest> {
  const body = await text(message);
  const target = String(message.headers['x-amz-target']);
  const [, operation = ''] = target.split('.');
  if (message.method !== 'POST' || message.url !== '/') throw unknownOperation();
  const { headers } = message;
  if (!headers.authorization) {
    const reason = 'Request is missing Authentication Token';
    throw new ServiceError('MissingAuthenticationTokenException', 400, { message: reason });
  }
  const region = CREDENTIAL_SCOPE.exec(headers.authorization)?.[1];
  return { number, operation, input: parse(body), region, atMs: Date.now(), target, headers, body };
}

/** `Credential=<key>/<day>/<region>/<service>/aws4_request` of Signature Version 4 */
const CREDENTIAL_SCOPE = /Credential=[^/]+\/\d+\/([^/]+)\//;

function parse(body: string): Input {
  try {
    return JSON.parse(body);
  } catch {
    throw new ServiceError('SerializationException', 400, { message: 'The body is not JSON' });
  }
}
