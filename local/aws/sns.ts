import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { LocalServer } from './local-server.ts';

const MAX_MESSAGE_BYTES = 256 * 1024;
const MAX_SUBJECT_CHARACTERS = 99;

/** A message as a subscriber gets it. */
export interface PublishedMessage {
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly message: string;
}

/** Stands in for Publish of SNS, which speaks AWS's query protocol: a form in, XML out. */
export class Sns extends LocalServer {
  readonly messages: PublishedMessage[] = [];
  /** Called for every message; a code, such as `InternalFailure`, refuses it. */
  refusal: ((message: PublishedMessage) => string | undefined) | undefined;

  /** @param topicArns the topics that exist; absent: any ARN exists */
  constructor(private readonly topicArns?: readonly string[]) {
    super();
  }

  protected override async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(request));
    const problem = request.headers.authorization ? this.publish(form) : 'MissingAuthenticationToken';
    response.writeHead(problem === undefined ? 200 : problem === 'InternalFailure' ? 500 : 400, {
      'content-type': 'text/xml',
    });
    response.end(problem === undefined ? PUBLISHED() : REFUSED(problem));
  }

  /** @returns the error code, if any: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
  private publish(form: URLSearchParams): string | undefined {
    if (form.get('Action') !== 'Publish') return 'InvalidAction';
    const topicArn = form.get('TopicArn') ?? '';
    const [subject, body] = [form.get('Subject') ?? undefined, form.get('Message') ?? ''];
    const isSubjectValid =
      subject === undefined || (/^\P{Cc}+$/u.test(subject) && subject.length <= MAX_SUBJECT_CHARACTERS);
    if (!isSubjectValid || body === '' || Buffer.byteLength(body) > MAX_MESSAGE_BYTES) return 'InvalidParameter';
    if (this.topicArns && !this.topicArns.includes(topicArn)) return 'NotFound';
    const message = { topicArn, subject, message: body };
    const refusal = this.refusal?.(message);
    if (refusal === undefined) this.messages.push(message);
    return refusal;
  }
}

const PUBLISHED = () =>
  `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${randomUUID()}</MessageId>` +
  `</PublishResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></PublishResponse>`;
const REFUSED = (code: string) =>
  `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code>` +
  `<Message>The stand-in refuses it</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
