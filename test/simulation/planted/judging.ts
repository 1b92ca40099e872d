import type { PlantedBug } from './bug.ts';

/** Bugs in judging changes: baseline, statuses, warnings. */
export const JUDGING_BUGS: readonly PlantedBug[] = [
  {
    name: 'announces what was settled before the first sync',
    because: 'it was never seen before',
    find: "  if (baseline === 'silent' || (baseline === 'open' && isHistory)) return",
    replace: "  if (baseline === 'silent') return",
    withinWorlds: 20,
  },
  {
    name: 'takes `previous` from the listed item',
    because: 'the two arguments look alike',
    find: 'difference(stored.fields, fields, ',
    replace: 'difference(fields, stored.fields, ',
    withinWorlds: 20,
  },
  {
    name: 'takes an unknown status for final',
    because: 'whatever is not PENDING is over',
    find: 'const isSettled = ({ status }: Fields) => status !== undefined && SETTLED.has(status);',
    replace: "const isSettled = ({ status }: Fields) => status !== undefined && status !== 'PENDING';",
    withinWorlds: 20,
  },
  {
    name: 'takes an answer back when the list lags behind',
    because: 'the list is the truth',
    find: "listed.status === undefined || (isSettled(stored) && listed.status === 'PENDING');",
    replace: 'listed.status === undefined;',
    withinWorlds: 50,
  },
  {
    name: 'takes a missing status for a change',
    because: 'the list is the truth',
    find: "listed.status === undefined || (isSettled(stored) && listed.status === 'PENDING');",
    replace: "isSettled(stored) && listed.status === 'PENDING';",
    withinWorlds: 40,
  },
  {
    name: 'warns of what is settled',
    because: 'it has an expiration date',
    find: "  expiresAt: ({ status, expirationDate }) => (status === 'PENDING' ? expirationDate : undefined),",
    replace: '  expiresAt: ({ expirationDate }) => expirationDate,',
    withinWorlds: 20,
  },
  {
    name: 'judges the deadlines before the listing',
    because: 'a warning must not wait for a slow list',
    find: '  const edge = await workspace.open(checkpoint);',
    replace: `  const edge = await workspace.open(checkpoint);
  await workspace.warn(false);`,
    withinWorlds: 50,
  },
  {
    name: 'does not warn when the listing failed',
    because: 'nobody knows what is true then',
    find: '  if (!isFollowed) progress',
    replace: '  if (isListed) progress',
    withinWorlds: 400,
  },
  {
    name: 'does not say that a warning may be outdated',
    because: 'it was true when it was stored',
    find: 'await workspace.warn(!isListed)',
    replace: 'await workspace.warn(false)',
    withinWorlds: 100,
  },
  {
    name: 'sends the loosest threshold that was crossed',
    because: 'the thresholds are sorted the other way round',
    find: '.sort((a, b) => a.beforeMs - b.beforeMs);',
    replace: '.sort((a, b) => b.beforeMs - a.beforeMs);',
    withinWorlds: 20,
  },
  {
    name: 'warns once and for all, though the expiration date moves',
    because: 'each threshold is sent once',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source itself
    find: 'const markOf = (threshold: string, expiresAt: string) => `${threshold}@${expiresAt}`;',
    replace: 'const markOf = (threshold: string, _expiresAt: string) => threshold;',
    withinWorlds: 200,
  },
  {
    name: 'announces what has been open for years',
    because: 'it is still open',
    find: '  const isHistory = api.isSettled(fields) || (openUntilMs(api, fields) ?? nowMs) < nowMs;',
    replace: '  const isHistory = api.isSettled(fields) || (openUntilMs(api, fields) ?? nowMs) < 0;',
    withinWorlds: 50,
  },
];
