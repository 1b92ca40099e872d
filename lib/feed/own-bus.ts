import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterQueue } from '../security/dead-letter-queue.ts';

/**
 * The bus of an EngagementSync. With a key, EventBridge may find itself unable to decrypt an event that it has accepted: what it
 * cannot deliver for that reason goes to a queue, which is encrypted by SQS itself.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html
 */
export class OwnBus extends Construct {
  readonly eventBus: EventBus;
  readonly deadLetterQueue: Queue | undefined;

  constructor(parent: Construct, id: string, encryptionKey: IKey | undefined) {
    super(parent, id);
    const queue = encryptionKey && deadLetterQueue(this, 'DeadLetterQueue', undefined);
    this.deadLetterQueue = queue;
    this.eventBus = new EventBus(
      parent,
      'EventBus',
      encryptionKey && queue && { kmsKey: encryptionKey, deadLetterQueue: queue },
    );
    queue?.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': this.eventBus.eventBusArn } },
      }),
    );
  }
}
