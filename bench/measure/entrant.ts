import type { Contestant } from '../functions/contestants.ts';
import { FunctionProcess } from '../functions/function-process.ts';
import type { BenchWorld } from '../world/bench-world.ts';
import { type Rounds, roundsOf } from './rounds.ts';
import { Samples } from './samples.ts';

/** Enough calls to compile the code and open the connections. */
const WARM_UPS = 2;

/** A contestant in one world, with its own table. */
export class Entrant {
  readonly first = new Samples();
  readonly cold = new Samples();
  readonly idle = new Samples();
  readonly afar = new Samples();
  readonly changed = new Samples();
  readonly rounds: Rounds;
  /** Empty before its first sync. May also be set to a table that it has not synced itself. */
  table = '';
  #warm: FunctionProcess | undefined;
  #counted: FunctionProcess | undefined;

  constructor(
    readonly contestant: Contestant,
    private readonly world: BenchWorld,
    history: number,
  ) {
    this.rounds = roundsOf(contestant.name, history);
  }

  /** Starts with an empty table, in a new process. */
  async firstSync(): Promise<void> {
    this.table = await this.world.newTable();
    await this.callNew(this.first);
  }

  async countFirstSync(): Promise<void> {
    const counted = await this.#start(await this.world.newTable(), true);
    await this.#count(this.first, counted);
    await counted.stop();
  }

  async callNew(samples: Samples): Promise<void> {
    const started = await this.#start(this.table, false);
    samples.add(await started.call(this.contestant.input), started.initMs);
    await started.stop();
  }

  async warmUp(): Promise<void> {
    this.#warm = await this.#start(this.table, false);
    for (let call = 0; call < WARM_UPS && this.rounds.idle > 1; call++) await this.#warm.call(this.contestant.input);
    if (this.rounds.counted) this.#counted = await this.#start(this.table, true);
  }

  async call(samples: Samples): Promise<void> {
    if (this.#warm) samples.add(await this.#warm.call(this.contestant.input));
  }

  async callAfar(): Promise<void> {
    if (this.#counted) this.afar.add(await this.#counted.call(this.contestant.input));
  }

  async count(samples: Samples): Promise<void> {
    if (this.#counted) await this.#count(samples, this.#counted);
  }

  async stop(): Promise<void> {
    await this.#warm?.stop();
    await this.#counted?.stop();
  }

  async #count(samples: Samples, counted: FunctionProcess): Promise<void> {
    samples.requests = await this.world.requestsOf(() => counted.call(this.contestant.input));
  }

  #start(table: string, isCounted: boolean): Promise<FunctionProcess> {
    const { bundle, environment } = this.contestant;
    return FunctionProcess.start(bundle, { ...environment, ...this.world.environment(table, isCounted) });
  }
}
