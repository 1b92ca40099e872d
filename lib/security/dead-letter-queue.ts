import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { encryptedBy } from './queue-encryption.ts';

/** Keeps undelivered messages for as long as a queue can: 14 days, longer than a long weekend. */
export function deadLetterQueue(scope: Construct, id: string, encryptionKey: IKey | undefined): Queue {
  const queue = new Queue(scope, id, {
    ...encryptedBy(encryptionKey),
    retentionPeriod: Duration.days(14),
  });
  acknowledge(queue, 'SQS3', 'It is a dead-letter queue, of schedules or of rules, where cdk-nag does not look.');
  return queue;
}
