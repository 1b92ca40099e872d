import { BEGINS_AT, ENDS_AT, STORY, type Step, SYNCS } from './story.ts';

/** A change to the world, or a sync of a scope. */
export type Moment = { readonly atMs: number } & (
  | { readonly step: Step; readonly scope?: never }
  | { readonly scope: string; readonly step?: never }
);

/** The story and its syncs in order; at the same moment, the story comes first. */
export function timeline(): Moment[] {
  const steps = STORY.map((step) => ({ atMs: Date.parse(step.at), step }));
  const syncs = SYNCS.flatMap(({ scope, everyMinutes, from = BEGINS_AT, to = ENDS_AT }) =>
    timesBetween(Date.parse(from), Date.parse(to), everyMinutes * 60_000).map((atMs) => ({ atMs, scope })),
  );
  return [...steps, ...syncs].sort((a, b) => a.atMs - b.atMs);
}

function timesBetween(fromMs: number, toMs: number, everyMs: number): number[] {
  return Array.from({ length: Math.floor((toMs - fromMs) / everyMs) + 1 }, (_, index) => fromMs + index * everyMs);
}
