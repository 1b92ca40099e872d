import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { FaultSource } from '../../../local/aws/faults.ts';
import { World } from '../../../local/aws/world.ts';
import type { Ended } from '../../support/run-bundle.ts';
import type { RunnableStack, RunOptions } from '../../support/runnable-stack.ts';
import { changesIn } from './deliveries.ts';
import type { FaultCase } from './faults.ts';
import type { Story } from './story.ts';

const CLOCK = fileURLToPath(new URL('clock.mjs', import.meta.url));

/** The environment of a function with its own clock: see clock.mjs. */
export const clock = (settings: Readonly<Record<string, number>>) => ({
  NODE_OPTIONS: `--import ${CLOCK}`,
  ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
});

/** The clients' time-out of ten seconds takes less than one. */
const IN_A_HURRY = clock({ CLOCK_SPEED: 20 });

/** A synthesized function in a world with faults. */
export class FaultyFeed {
  private constructor(
    private readonly stack: RunnableStack,
    readonly world: World,
    private readonly scope: string,
    private readonly armed: { table?: FaultSource | undefined },
  ) {}

  static async start(stack: RunnableStack, scope: string): Promise<FaultyFeed> {
    const armed: FaultyFeed['armed'] = {};
    const world = await World.start({
      dynamodb: { tableName: 'snapshots', faults: (request) => armed.table?.(request) },
      partnerCentral: { rateLimit: 'off' },
      eventBus: { buses: ['feed'] },
    });
    return new FaultyFeed(stack, world, scope, armed);
  }

  async run(options: RunOptions = {}): Promise<Ended> {
    return this.stack.run(this.world, this.scope, { environment: IN_A_HURRY, ...options });
  }

  async runWell(options: RunOptions = {}): Promise<void> {
    const { exitCode, output } = await this.run(options);
    expect(exitCode, output).toBe(0);
  }

  /** @returns how often the fault was drawn */
  arm(service: 'list' | 'table' | 'bus', { requests, entries }: FaultCase): () => number {
    let asked = 0;
    const faults: FaultSource = (request) => {
      const fault = requests?.(request);
      if (fault !== undefined) asked += 1;
      return fault;
    };
    const { partnerCentral, incidentManager, eventBus } = this.world;
    if (service === 'list') partnerCentral.faults = incidentManager.faults = faults;
    else if (service === 'table') this.armed.table = faults;
    else {
      eventBus.faults = faults;
      eventBus.entryFaults = ({ index, call }) => {
        const code = entries?.(index, call);
        if (code !== undefined) asked += 1;
        return code;
      };
    }
    return () => asked;
  }

  disarm(): void {
    const { partnerCentral, incidentManager, eventBus } = this.world;
    partnerCentral.faults = incidentManager.faults = this.armed.table = undefined;
    eventBus.faults = eventBus.entryFaults = undefined;
  }

  /** A first sync, changes, a run with the fault, and two without it. */
  async play(story: Story, service: 'list' | 'table' | 'bus', fault: FaultCase): Promise<void> {
    story.begin(this.world);
    await this.runWell();

    story.goOn(this.world);
    const hits = this.arm(service, fault);
    const { exitCode, output } = await this.run();
    expect(hits(), 'the fault was met').toBeGreaterThan(0);
    expect(exitCode, output).toBe(fault.fails ? 1 : 0);

    this.disarm();
    await this.runWell();
    await this.runWell();
  }

  /** Checks that every change has arrived, once by its id, in sequence. */
  expectAll({ events }: Pick<Story, 'events'>): void {
    expect(changesIn(this.world.eventBus.events)).toEqual(events);
  }

  stop(): Promise<void> {
    return this.world.stop();
  }
}
