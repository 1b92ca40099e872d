import { type Contestants, INPUT } from '../functions/contestants.ts';
import { FunctionProcess } from '../functions/function-process.ts';
import { BenchWorld } from '../world/bench-world.ts';

const HISTORY = 1000;

/** First syncs that nobody measures: DynamoDB Local answers several times faster once it has served some thousand requests. */
export async function warmUp(contestants: Contestants, dynamoDbEndpoint: string): Promise<void> {
  const world = await BenchWorld.start(HISTORY, dynamoDbEndpoint);
  for (const { bundle, environment } of [contestants['ours-all'], contestants.careful]) {
    const started = await FunctionProcess.start(bundle, {
      ...environment,
      ...world.environment(await world.newTable(), false),
    });
    await started.call(INPUT);
    await started.stop();
  }
  await world.stop();
}
