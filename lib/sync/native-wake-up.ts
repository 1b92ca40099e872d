import { Annotations, Duration } from 'aws-cdk-lib';
import { EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { invitations as api, invitationScope, PARTICIPANT_TYPES } from '../../lambda/apis/invitations.ts';
import { WAKE_UP_INTERVAL_SECONDS, type WakeUp } from '../../lambda/core/contract.ts';
import { regionOf } from '../regions.ts';
import { encryptedBy } from '../security/queue-encryption.ts';
import type { Invitations } from './invitations.ts';
import type { SyncFunction } from './sync-function.ts';

const NATIVE_EVENTS = api.nativeEvents;

/**
 * Whether native events can reach this stack. A stack that is made for no particular region counts as one that they do:
 * elsewhere its rules wait in vain, and do no harm.
 */
export function hasNativeEvents(scope: Construct): boolean {
  const region = regionOf(scope);
  if (region === undefined || region === NATIVE_EVENTS.region) return true;
  Annotations.of(scope).addWarningV2(
    'engagement-sync:nativeWakeUp',
    `EngagementSync "invitations.nativeWakeUp": AWS's own invitation events exist in ${NATIVE_EVENTS.region} only, and this ` +
      `stack is in ${region}: the schedules do all the work. Deploy to ${NATIVE_EVENTS.region}, or set nativeWakeUp: false`,
  );
  return false;
}

/** Later than this, it would wake nobody up: the scheduled runs find what the event was about. */
const MAX_EVENT_AGE = Duration.minutes(15);

/** As AWS recommends: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const TIMEOUTS_INVISIBLE = 6;

export interface NativeWakeUpProps {
  readonly invitations: Invitations;
  readonly function: SyncFunction;
  /** Gets the events that the queue did not take, and the messages that the function could not get done with. */
  readonly deadLetterQueue: Queue;
  readonly encryptionKey: IKey | undefined;
}

/**
 * Has AWS's own invitation events start a sync of the scope they are about.
 *
 * A queue collects them, so a burst calls the function a few times. Each call waits for its turn, as
 * long as the function's time allows: lambda/sync/take-turn.ts. The queue holds ids only, no titles or names.
 */
export class NativeWakeUp extends Construct {
  constructor(parent: Construct, id: string, props: NativeWakeUpProps) {
    super(parent, id);
    const { invitations, deadLetterQueue, encryptionKey } = props;
    const timeoutSeconds = props.function.timeout?.toSeconds() ?? 0;
    const queue = new Queue(this, 'Queue', {
      ...encryptedBy(encryptionKey),
      visibilityTimeout: Duration.seconds(TIMEOUTS_INVISIBLE * timeoutSeconds),
      // Long enough for three tries of the slowest function; what is older wakes nobody up any more.
      retentionPeriod: Duration.days(1),
      deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: 3 },
    });
    props.function.addEventSourceMapping('WakeUps', {
      eventSourceArn: queue.queueArn,
      batchSize: 10_000,
      maxBatchingWindow: Duration.seconds(WAKE_UP_INTERVAL_SECONDS),
      // The least there can be: a flood must not take the account's concurrency from others.
      maxConcurrency: 2,
    });
    // What Lambda needs to read the queue, as in AWS's own AWSLambdaSQSQueueExecutionRole. CDK would grant more.
    props.function.addToRolePolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [queue.queueArn],
      }),
    );

    for (const catalog of invitations.catalogs) {
      for (const role of invitations.participantRoles) {
        const wakeUp: WakeUp = {
          scope: invitationScope(catalog, role),
          invitationId: EventField.fromPath('$.detail.engagementInvitation.id'),
        };
        new Rule(this, `${catalog}-${role}`, {
          description: `Has AWS's own events start a sync of ${wakeUp.scope}`,
          eventPattern: {
            source: [NATIVE_EVENTS.source],
            detailType: [...NATIVE_EVENTS.detailTypes],
            detail: {
              catalog: [catalog],
              // The input needs an id. An event that does not say whose it is may be about either role.
              engagementInvitation: {
                id: Match.exists(),
                // AWS documents no case, and its API writes another one.
                participantType: Match.anyOf(Match.equalsIgnoreCase(PARTICIPANT_TYPES[role]), Match.doesNotExist()),
              },
            },
          },
          targets: [
            new SqsQueue(queue, {
              message: RuleTargetInput.fromObject(wakeUp),
              deadLetterQueue,
              retryAttempts: 10,
              maxEventAge: MAX_EVENT_AGE,
            }),
          ],
        });
      }
    }
  }
}
