import type { Contestants } from '../functions/contestants.ts';
import { BenchWorld } from '../world/bench-world.ts';
import { InvitationList } from '../world/invitation-list.ts';
import { Entrant } from './entrant.ts';

const HISTORY = 1000;

/** First syncs without measuring: DynamoDB Local is several times faster once it has served some thousand requests. */
export async function warmUp({ invitations }: Contestants, dynamoDbEndpoint: string): Promise<void> {
  const world = await BenchWorld.start(dynamoDbEndpoint);
  new InvitationList(world.services.partnerCentral, HISTORY);
  for (const contestant of [invitations['ours-all'], invitations.careful]) {
    await new Entrant(contestant, world, HISTORY).firstSync();
  }
  await world.stop();
}
