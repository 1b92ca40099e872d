import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MiniStack } from './ministack.ts';

/** An event as EventBridge delivers it to a queue. */
export interface ReceivedEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly resources: readonly string[];
  readonly detail: {
    readonly metadata: { readonly eventId: string; readonly sequence: number };
    readonly [field: string]: unknown;
  };
}

/** A queue with the events that arrived in it, in order of arrival. */
export class TestQueue {
  readonly #texts: string[] = [];
  readonly #sqs: SQSClient;

  constructor(
    ministack: MiniStack,
    private readonly queueUrl: string | undefined,
  ) {
    this.#sqs = new SQSClient(ministack.client);
  }

  async send(body: unknown): Promise<void> {
    await this.#sqs.send(new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody: JSON.stringify(body) }));
  }

  get received(): readonly ReceivedEvent[] {
    return this.#texts.map((text) => JSON.parse(text));
  }

  /** Waits until this many have arrived in total, or for `withinMs`, and returns the events so far. */
  async receive(count: number, withinMs: number): Promise<readonly ReceivedEvent[]> {
    await this.receiveTexts(count, withinMs);
    return this.received;
  }

  async receiveTexts(count: number, withinMs: number): Promise<readonly string[]> {
    const giveUpAtMs = Date.now() + withinMs;
    while (this.#texts.length < count && Date.now() < giveUpAtMs) {
      await this.#receiveOnce();
      await sleep(500);
    }
    return this.#texts;
  }

  async #receiveOnce(): Promise<void> {
    const { queueUrl: QueueUrl } = this;
    const { Messages = [] } = await this.#sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    for (const { Body = '', ReceiptHandle } of Messages) {
      this.#texts.push(Body);
      await this.#sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
