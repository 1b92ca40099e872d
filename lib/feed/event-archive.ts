import type { Duration } from 'aws-cdk-lib';
import { Archive, type CfnArchive, type IEventBus, Match } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { DetailType } from '../../lambda/apis/detail-types.ts';

export interface EventArchiveProps {
  readonly eventBus: IEventBus;
  readonly eventSource: string;
  readonly retention: Duration;
  readonly encryptionKey: IKey | undefined;
}

/** Keeps the changes, to be replayed. Not `Sync Completed`, of which there are many and which nobody wants again. */
export class EventArchive extends Construct {
  readonly archive: Archive;

  constructor(parent: Construct, id: string, { eventBus, eventSource, retention, encryptionKey }: EventArchiveProps) {
    super(parent, id);
    this.archive = new Archive(this, 'Archive', {
      sourceEventBus: eventBus,
      description: 'The events of engagement-sync, without Sync Completed',
      eventPattern: { source: [eventSource], detailType: Match.anythingBut(DetailType.syncCompleted) },
      retention,
    });
    // Not by the prop, which makes the policy of the key refer to the bus, and the bus refers to the key.
    if (encryptionKey) (this.archive.node.defaultChild as CfnArchive).kmsKeyIdentifier = encryptionKey.keyArn;
  }
}
