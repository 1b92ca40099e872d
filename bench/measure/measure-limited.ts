import { DEFAULT_CALLS_PER_SECOND, Environment } from '../../lambda/core/contract.ts';
import type { LimitedFigures } from '../figures.ts';
import type { Contestant } from '../functions/contestants.ts';
import { FunctionProcess } from '../functions/function-process.ts';
import { BenchWorld } from '../world/bench-world.ts';
import { InvitationList } from '../world/invitation-list.ts';

/** The first sync of a new process with the limit of calls that the stack has by default. */
export async function measureLimited(
  contestant: Contestant,
  history: number,
  dynamoDbEndpoint: string,
): Promise<LimitedFigures> {
  const world = await BenchWorld.start(dynamoDbEndpoint);
  new InvitationList(world.services.partnerCentral, history);
  try {
    const started = await FunctionProcess.start(contestant.bundle, {
      ...contestant.environment,
      ...world.environment(await world.newTable(), false),
      [Environment.callsPerSecond]: `${DEFAULT_CALLS_PER_SECOND}`,
    });
    let wallMs = 0;
    const { listCalls } = await world.requestsOf(async () => {
      ({ wallMs } = await started.call(contestant.input));
    });
    await started.stop();
    return {
      contestant: contestant.name,
      history,
      pages: listCalls,
      callsPerSecond: DEFAULT_CALLS_PER_SECOND,
      wallMs: Math.round(wallMs),
    };
  } finally {
    await world.stop();
  }
}
