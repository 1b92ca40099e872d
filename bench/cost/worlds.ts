import { World } from '../../local/aws/world.ts';
import { inviteHistory } from '../history.ts';
import type { Kind } from './measured.ts';

export const TABLE = 'snapshots';
export const SCOPE: Record<Kind, string> = {
  invitations: 'invitations/AWS/RECEIVER',
  'contact-engagements': 'contact-engagements/us-east-1',
};
const HOUR_SECONDS = 3600;

/**
 * A world with so much of one kind, and the SDK clients of this process led to it.
 *
 * @param dynamoDbEndpoint where the table is, unless it is in the embedded store, which does not count what its index takes
 */
export async function worldOf(kind: Kind, history: number, open: number, dynamoDbEndpoint?: string): Promise<World> {
  const world = await World.start({
    dynamodb: { tableName: TABLE },
    partnerCentral: { rateLimit: 'off' },
    eventBus: { buses: ['feed'] },
  });
  Object.assign(process.env, world.environment, dynamoDbEndpoint && { AWS_ENDPOINT_URL_DYNAMODB: dynamoDbEndpoint });
  if (kind === 'invitations') inviteHistory(world, { pending: open, settled: history });
  else engageHistory(world, history, open);
  return world;
}

/** Running engagements, one an hour up to now, and stopped ones behind them. */
function engageHistory(world: World, history: number, open: number): void {
  const nowSeconds = Math.floor(Date.now() / 1000);
  for (let number = 0; number < open + history; number++) {
    const StartTime = nowSeconds - number * HOUR_SECONDS;
    const arn = `arn:aws:ssm-contacts:us-east-1:111122223333`;
    world.incidentManager.engage({
      EngagementArn: `${arn}:engagement/on-call/00000000-0000-0000-0000-${String(number).padStart(12, '0')}`,
      ContactArn: `${arn}:contact/on-call`,
      Sender: 'an-incident-manager-sender',
      IncidentId: `incident-${number}`,
      StartTime,
      ...(number >= open && { StopTime: StartTime + HOUR_SECONDS }),
    });
  }
}

export const requestsOf = ({ partnerCentral, incidentManager, eventBus }: World) =>
  partnerCentral.requests.length + incidentManager.requests.length + eventBus.requests.length;
