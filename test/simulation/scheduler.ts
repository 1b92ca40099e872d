import { setImmediate as nextTurn } from 'node:timers/promises';
import { SECOND_MS, type SimulatedClock } from './clock.ts';
import type { Random } from './random.ts';

/** The caller: one run of a function. After its death, it makes no calls and gets no answers. */
export interface Caller {
  readonly name: string;
  alive: boolean;
  pausedUntilMs: number;
}

/** One call of a service. It reaches the service at one time, and its answer arrives at another. */
interface Call {
  readonly caller: Caller;
  readonly what: string;
  readonly serve: (call: Delay) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly sentMs: number;
  dueMs: number;
  outcome?: { readonly value: unknown } | { readonly error: unknown };
}

/** A slow service delays the answer. */
export interface Delay {
  delay(ms: number): void;
}

/** Most calls take milliseconds. */
const LATENCY_MS = { from: 1, to: 40 };
const LONGEST_PAUSE_MS = 90 * SECOND_MS;
/** How long a request outlives its function. The clients' time-outs are shorter (lambda/core/lease.ts). */
const LONGEST_WAY_MS = 10 * SECOND_MS;

/**
 * Decides what happens next. Every port call waits here, and the seeded generator draws the one that continues. So all
 * orders of concurrent runs, and all ages of their answers, come up sooner or later, and the seed repeats each one.
 */
export class Scheduler {
  #calls: Call[] = [];
  /** The story of a failing world; undefined if nobody needs it. */
  story: string[] | undefined;
  steps = 0;
  faults = true;

  constructor(
    private readonly random: Random,
    private readonly clock: SimulatedClock,
    private readonly pauseChance: number,
  ) {}

  get idle(): boolean {
    return this.#calls.length === 0;
  }

  tell(what: () => string): void {
    this.story?.push(`${new Date(this.clock.trueMs).toISOString()}  ${what()}`);
  }

  call<T>(caller: Caller, what: string, serve: (call: Delay) => T, waitMs = 0): Promise<T> {
    if (!caller.alive) return new Promise(() => undefined);
    return new Promise<T>((resolve, reject) => {
      this.#calls.push({
        caller,
        what,
        serve,
        resolve: resolve as (value: unknown) => void,
        reject,
        sentMs: this.clock.trueMs,
        dueMs: this.clock.trueMs + waitMs,
      });
    });
  }

  /** The process dies, and gets no more answers. The requests that it has sent may still take effect later, or not. */
  kill(caller: Caller): void {
    caller.alive = false;
    this.#calls = this.#calls.filter(
      (call) => call.caller !== caller || (call.outcome === undefined && this.random.chance(0.5)),
    );
    for (const call of this.#calls) {
      if (call.caller === caller) call.dueMs = this.clock.trueMs + this.random.integer(0, LONGEST_WAY_MS / 2);
    }
  }

  /** Before a long time passes, every request reaches its service. */
  land(): void {
    for (const call of this.#calls)
      if (call.outcome === undefined && call.dueMs <= this.clock.trueMs) this.#reach(call);
  }

  /** Continues one call. The run that waited for it goes on until every run waits again. */
  async step(): Promise<void> {
    const call = this.#draw();
    if (!call) return;
    this.steps += 1;
    this.clock.advance(this.random.integer(LATENCY_MS.from, LATENCY_MS.to));
    if (call.outcome === undefined) {
      this.#reach(call);
      if (call.caller.alive && (call.dueMs > this.clock.trueMs || this.random.chance(0.3))) return;
    }
    this.#answer(call);
    if (this.faults && this.random.chance(this.pauseChance)) {
      call.caller.pausedUntilMs = this.clock.trueMs + this.random.integer(1, LONGEST_PAUSE_MS);
    }
    // The effects of the answer run in microtasks, and end before the next turn of the event loop.
    await nextTurn();
  }

  #draw(): Call | undefined {
    // A request of a dead process reaches the service in time, or never.
    const isLost = ({ caller, sentMs }: Call) => !caller.alive && sentMs + LONGEST_WAY_MS < this.clock.trueMs;
    this.#calls = this.#calls.filter((call) => !isLost(call));
    // A process that sleeps gets no answers; the requests that it has sent continue.
    const readyAt = ({ dueMs, outcome, caller }: Call) =>
      outcome && caller.alive ? Math.max(dueMs, caller.pausedUntilMs) : dueMs;
    const ready = this.#calls.filter((call) => readyAt(call) <= this.clock.trueMs);
    if (ready.length > 0) return this.random.pick(ready);
    const [first, ...others] = this.#calls;
    if (!first) return undefined;
    const next = others.reduce((soonest, call) => (readyAt(call) < readyAt(soonest) ? call : soonest), first);
    this.clock.advanceTo(readyAt(next));
    return next;
  }

  #reach(call: Call): void {
    try {
      call.outcome = { value: call.serve({ delay: (ms) => (call.dueMs = this.clock.trueMs + ms) }) };
    } catch (error) {
      call.outcome = { error };
    }
    const { outcome } = call;
    this.tell(() => {
      const result = 'error' in outcome ? `failed: ${String(outcome.error)}` : '';
      return `${call.caller.name}${call.caller.alive ? '' : ' (dead)'}: ${call.what} ${result}`;
    });
  }

  #answer(call: Call): void {
    this.#calls.splice(this.#calls.indexOf(call), 1);
    const { outcome } = call;
    if (!call.caller.alive || !outcome) return;
    if ('error' in outcome) call.reject(outcome.error);
    else call.resolve(outcome.value);
  }
}
