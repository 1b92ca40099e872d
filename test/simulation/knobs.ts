import { BASELINES, type Baseline } from '../../lambda/core/contract.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './clock.ts';
import type { Random } from './random.ts';

export const PROFILES = ['calm', 'faulty', 'overlapping', 'hostile', 'clocks', 'odd'] as const;
export type Profile = (typeof PROFILES)[number];

/** The properties of a world. Chances are per call or per step. */
export interface Knobs {
  readonly profile: Profile;
  readonly kind: 'invitations' | 'engagements';
  readonly baseline: Baseline;
  readonly resources: number;
  /** The share of the first resources that is settled. */
  readonly settledShare: number;
  readonly pageSize: number;
  /** The most items that one Query returns: DynamoDB stops at 1 MB. */
  readonly queryItems: number;
  readonly rounds: number;
  readonly intervalsMs: readonly number[];
  readonly runsAtOnce: number;
  /** Of one execution environment. */
  readonly callsPerSecond: number;
  /** Whether AWS's own events wake the function up. */
  readonly nativeEvents: boolean;
  readonly timeoutsMs: readonly number[];
  readonly changeChance: number;
  readonly crashChance: number;
  readonly pauseChance: number;
  readonly listFaultChance: number;
  readonly slowListChance: number;
  readonly storeFaultChance: number;
  readonly busFaultChance: number;
  readonly entryFaultChance: number;
  /** Per round: the API denies access, or the bus is down, for hours */
  readonly outageChance: number;
  readonly tokenLifeMs: number;
  readonly oddChance: number;
  readonly movingDates: boolean;
  readonly clockJumps: boolean;
  /** How much the clocks of functions differ from the world's. */
  readonly skewsMs: readonly number[];
  /** Share of resources that never settle: AWS forgets about them. */
  readonly neverChance: number;
  /** Each time that time passes, for an invitation that nobody answered in time: AWS marks it EXPIRED. */
  readonly expiryChance: number;
  /** Per step: somebody asks for a reconciliation by hand, at any time. */
  readonly askChance: number;
  /** Whether some resources have a date in the future. */
  readonly futureDates: boolean;
  /** Whether another scope is synced at the same time, in the same table. */
  readonly twoScopes: boolean;
}

const SHORT = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS];
const LONG = [...SHORT, 6 * HOUR_MS, DAY_MS, 3 * DAY_MS];
const SKEWS_MS = [[0], [0, 3 * SECOND_MS], [-5 * SECOND_MS, 0, 5 * SECOND_MS]];
const FUNCTION_TIMEOUTS = [15 * MINUTE_MS, 5 * MINUTE_MS];
/** Enough for a few pages: small worlds also have listings that are cut short. */
const SHORT_LIVES = [0.5 * SECOND_MS, SECOND_MS, 2 * SECOND_MS, 20 * SECOND_MS];

/** The knobs of one world, drawn from its seed within its profile. */
export function drawKnobs(random: Random, profile: Profile): Knobs {
  // A large world costs as much as ten others. Only large worlds reach the sync's own paging and its saved places.
  const large = random.chance(0.02);
  const faulty = profile === 'faulty' || profile === 'hostile';
  const crowded = profile === 'overlapping' || profile === 'hostile';
  const faults = (most: number) => (faulty ? random.pick([0, most / 10, most]) : 0);
  const kind = profile !== 'odd' && random.chance(0.25) ? 'engagements' : 'invitations';
  return {
    profile,
    kind,
    baseline: random.pick(BASELINES),
    resources: large ? random.integer(250, 330) : random.integer(0, 25),
    settledShare: large ? 0.95 : random.pick([0, 0.3, 0.8]),
    pageSize: large ? 5 : random.integer(2, 8),
    queryItems: random.pick([3, 7, 1000]),
    rounds: large ? 4 : random.integer(3, 14),
    intervalsMs: random.chance(0.5) ? SHORT : LONG,
    runsAtOnce: crowded ? random.integer(2, 3) : 1,
    callsPerSecond: random.pick([1, 5, 10]),
    nativeEvents: crowded && kind === 'invitations' && random.chance(0.5),
    timeoutsMs: faulty && random.chance(0.4) ? [...FUNCTION_TIMEOUTS, ...SHORT_LIVES] : FUNCTION_TIMEOUTS,
    changeChance: random.pick([0.002, 0.01, 0.03]),
    crashChance: faulty || crowded ? random.pick([0, 0.002, 0.01]) : 0,
    pauseChance: crowded ? random.pick([0, 0.01, 0.05]) : 0,
    listFaultChance: faults(0.1),
    slowListChance: faults(0.1),
    storeFaultChance: faults(0.03),
    busFaultChance: faults(0.2),
    entryFaultChance: faults(0.2),
    outageChance: faults(0.3),
    tokenLifeMs: random.pick([5 * MINUTE_MS, HOUR_MS, DAY_MS]),
    oddChance: profile === 'calm' ? 0 : random.pick([0, 0.03]),
    movingDates: profile === 'odd',
    clockJumps: profile === 'clocks',
    skewsMs: crowded || profile === 'clocks' ? random.pick(SKEWS_MS) : [0],
    neverChance: random.pick([0, 0, 0.2]),
    expiryChance: random.pick([0.7, 0.7, 0.05]),
    askChance: crowded ? random.pick([0, 0.002]) : 0,
    futureDates: !['calm', 'clocks'].includes(profile) && random.chance(0.2),
    twoScopes: !large && random.chance(0.1),
  };
}
