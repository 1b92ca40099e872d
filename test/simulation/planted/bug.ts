import type { Profile } from '../knobs.ts';

/** A mistake that somebody could make, and that the simulation has to notice. */
export interface PlantedBug {
  /** What the code does then, in a few words: "publishes before the commit" */
  readonly name: string;
  /** Why somebody would write it like that */
  readonly because: string;
  /** Code that stands in lambda/ once, in whichever file, and however it is laid out */
  readonly find: string;
  readonly replace: string;
  /** The simulation notices it in so many worlds: at least three times what it took when this was measured. */
  readonly withinWorlds: number;
  /** The worlds it shows in; absent: in those of all profiles, taking turns */
  readonly profile?: Profile;
}
