import type { Contestants } from '../functions/contestants.ts';
import { FunctionProcess } from '../functions/function-process.ts';
import { BenchWorld } from '../world/bench-world.ts';
import { InvitationList } from '../world/invitation-list.ts';

const HISTORY = 1000;

/** First syncs that nobody measures: DynamoDB Local answers several times faster once it has served some thousand requests. */
export async function warmUp({ invitations }: Contestants, dynamoDbEndpoint: string): Promise<void> {
  const world = await BenchWorld.start(dynamoDbEndpoint);
  new InvitationList(world.services.partnerCentral, HISTORY);
  for (const { bundle, environment, input } of [invitations['ours-all'], invitations.careful]) {
    const started = await FunctionProcess.start(bundle, {
      ...environment,
      ...world.environment(await world.newTable(), false),
    });
    await started.call(input);
    await started.stop();
  }
  await world.stop();
}
