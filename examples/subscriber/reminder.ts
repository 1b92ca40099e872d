import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { type InvitationExpiringEvent, isInvitationExpiring } from 'engagement-sync/events';

const DAY_SECONDS = 86_400;

const logger = new Logger();
const persistenceStore = new DynamoDBPersistenceLayer({ tableName: String(process.env.IDEMPOTENCY_TABLE) });
const config = new IdempotencyConfig({
  eventKeyJmesPath: 'detail.metadata.eventId',
  // The archive of the feed keeps events for 30 days. A replay of it must not remind anybody again.
  expiresAfterSeconds: 31 * DAY_SECONDS,
});

/** Once for each `eventId`. If it throws, the id is free again, for the retry. */
const remind = makeIdempotent(
  async ({ detail: { metadata, catalog, engagementInvitation, expiry } }: InvitationExpiringEvent) => {
    // Ids and numbers only: titles, companies and account ids do not belong into a log.
    logger.info('Invitation to be answered', {
      eventId: metadata.eventId,
      sequence: metadata.sequence,
      catalog,
      invitationId: engagementInvitation.id,
      expirationDate: engagementInvitation.expirationDate,
      secondsRemaining: expiry.secondsRemaining,
    });
  },
  { persistenceStore, config },
);

export async function handler(event: unknown, context: Context): Promise<void> {
  // To return here would lose a reminder silently. An error leads it to the queue of what was not delivered.
  if (!isInvitationExpiring(event)) {
    throw new TypeError(
      'Expected an "Engagement Invitation Expiring" of schemaVersion 1.0. Check the pattern of the rule, or update engagement-sync.',
    );
  }
  // Without it, the id of a run that timed out would be taken for 31 days.
  config.registerLambdaContext(context);
  await remind(event);
}
