import type { Profile } from '../knobs.ts';

/** A mistake that somebody could make, and the simulation must notice. */
export interface PlantedBug {
  /** The behaviour with the bug, in a few words: "publishes before the commit" */
  readonly name: string;
  /** Why somebody might write it */
  readonly because: string;
  /** Code that occurs once in lambda/, in any file and any layout */
  readonly find: string;
  readonly replace: string;
  /** The simulation notices it within this many worlds: at least three times the number measured. */
  readonly withinWorlds: number;
  /** The profile of the worlds it shows in; absent: all profiles, taking turns */
  readonly profile?: Profile;
}
