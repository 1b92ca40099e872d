import type { PlantedBug } from './bug.ts';
import { JUDGING_BUGS } from './judging.ts';
import { LISTING_BUGS } from './listing.ts';
import { PUBLISHING_BUGS } from './publishing.ts';
import { STORING_BUGS } from './storing.ts';
import { TURNING_BUGS } from './turning.ts';

export const PLANTED_BUGS: readonly PlantedBug[] = [
  ...PUBLISHING_BUGS,
  ...STORING_BUGS,
  ...TURNING_BUGS,
  ...LISTING_BUGS,
  ...JUDGING_BUGS,
];
