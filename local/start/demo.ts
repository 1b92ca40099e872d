import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { BACKEND_CLIENT } from '../../lambda/adapters/clients.ts';
import { eventBridgePublisher } from '../../lambda/adapters/eventbridge-publisher.ts';
import { World } from '../aws/world.ts';
import { Pipeline } from '../pipeline.ts';
import { VirtualClock } from '../virtual-clock.ts';
import { openResources } from './open-resources.ts';
import type { Printer } from './printer.ts';
import { LOCAL_SETTINGS, TABLE_NAME } from './settings.ts';
import { BEGINS_AT, ENDS_AT, SYNCS } from './story.ts';
import { timeline } from './timeline.ts';

const BUS = 'feed';

/** More than the story needs, so virtual time never waits for real time. */
const CALLS_PER_SECOND = 10_000;

export interface DemoOptions {
  readonly printer: Printer;
  /** Virtual milliseconds in a real second; absent: as fast as possible. */
  readonly speedMs: number | undefined;
  /** Ends the story early. */
  readonly signal: AbortSignal;
}

/** Tells the story: the real sync and the real SDK clients, in a world of stand-ins, in virtual time. */
export async function demo({ printer, speedMs, signal }: DemoOptions): Promise<void> {
  const beganMs = Date.parse(BEGINS_AT);
  const clock = new VirtualClock(beganMs);
  const nowMs = () => clock.nowMs();
  const world = await World.start({
    dynamodb: { tableName: TABLE_NAME },
    partnerCentral: { rateLimit: 'off', nowMs },
    eventBus: { buses: [BUS], nowMs },
  });
  try {
    const pipeline = pipelineIn(world, clock, printer);
    world.eventBus.onEvent = (event) => printer.event(event);
    printer.note(
      `Fifteen days, ${BEGINS_AT.slice(0, 10)} to ${ENDS_AT.slice(0, 10)}, in virtual time: a partner's invitations and ` +
        "an incident's pages,\nas told by the real sync through the real SDK clients; the AWS services are stand-ins.",
    );
    const pace = paceOf(speedMs, signal);
    let syncs = 0;
    for (const { atMs, step, scope } of timeline()) {
      await pace(atMs - beganMs);
      if (signal.aborted) return;
      clock.advance(Math.max(0, atMs - clock.nowMs()));
      step?.happens(world, step.at);
      if (scope === undefined) continue;
      await pipeline.sync(scope);
      syncs += 1;
    }
    await printOpen(pipeline, printer, clock.nowMs());
    printer.note(`\n${world.eventBus.events.length} events from ${syncs} syncs. In full: npm start -- --json`);
  } finally {
    await world.stop();
  }
}

function pipelineIn(world: World, clock: VirtualClock, printer: Printer): Pipeline {
  // The stock clients find the stand-ins as they find any endpoint: by the environment.
  Object.assign(process.env, world.environment);
  return new Pipeline({
    tableName: TABLE_NAME,
    publisher: eventBridgePublisher(new EventBridgeClient(BACKEND_CLIENT), BUS),
    clock,
    log: printer,
    settings: LOCAL_SETTINGS,
    callsPerSecond: CALLS_PER_SECOND,
  });
}

async function printOpen(pipeline: Pipeline, printer: Printer, nowMs: number): Promise<void> {
  const scopes = [...new Set(SYNCS.map(({ scope }) => scope))];
  const open = await Promise.all(scopes.map((scope) => openResources(pipeline, scope)));
  printer.open(open.flat(), nowMs);
}

/** Waits until this much of the story is due. */
function paceOf(speedMs: number | undefined, signal: AbortSignal): (elapsedMs: number) => Promise<void> {
  const startedMs = Date.now();
  return async (elapsedMs) => {
    if (speedMs === undefined) return;
    const waitMs = startedMs + (elapsedMs / speedMs) * 1000 - Date.now();
    if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  };
}
