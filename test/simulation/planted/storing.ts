import type { PlantedBug } from './bug.ts';

/** Bugs with the table: conditions, the index, batches, pages of a Query. */
export const STORING_BUGS: readonly PlantedBug[] = [
  {
    name: 'ignores what BatchWriteItem leaves over',
    because: 'the SDK retries',
    find: 'return (UnprocessedItems?.[this.tableName] ?? []).map(({ PutRequest }) => PutRequest?.Item ?? {});',
    replace: '      return UnprocessedItems === null ? batch : [];',
    withinWorlds: 100,
    profile: 'faulty',
  },
  {
    name: 'stops at the first page of a Query',
    because: 'in every test one page was enough',
    find: '    } while (answer.LastEvaluatedKey);',
    replace: '    } while (answer === undefined);',
    withinWorlds: 100,
  },
  {
    name: 'leaves what waits to be published out of the index',
    because: 'it is settled',
    find: '  if (outbox.length > 0 || isAttended(',
    replace: '  if ((outbox.length > 0 && !api.isSettled(fields)) || isAttended(',
    withinWorlds: 20,
  },
  {
    name: 'looks at what is open until it expires, and no longer',
    because: 'it is over then',
    find: 'const GRACE_MS = 24 * 60 * 60_000;',
    replace: 'const GRACE_MS = 0;',
    withinWorlds: 40,
  },
  {
    name: 'leaves a resource where it was in the index when its outbox is empty',
    because: 'the next commit moves it',
    find: 'updateOf({ version, outbox, attention }, IS_VERSION)',
    replace: 'updateOf(attention === undefined ? { version, outbox } : { version, outbox }, IS_VERSION)',
    withinWorlds: 20,
  },
  {
    name: 'takes what is not at hand for new',
    because: 'the index knows all that matters',
    find: '    const found = ids.length > 0 ? await',
    replace: '    const found = ids.length < 0 ? await',
    withinWorlds: 50,
  },
  {
    name: 'ignores what is open and behind the edge',
    because: 'the reconciliation looks at it',
    find: 'date !== undefined && date < since && api.isSettled(fields);',
    replace: 'date !== undefined && date < since;',
    withinWorlds: 100,
  },
  {
    name: 'ignores what is settled and not at hand',
    because: 'it is history',
    find: 'date !== undefined && date < since && api.isSettled(fields);',
    replace: 'date !== undefined && api.isSettled(fields);',
    withinWorlds: 100,
  },
  {
    name: 'forgets the warnings of a resource that changes',
    because: 'a new state, a new list',
    find: '    warned: warned ? [...(stored?.warned ?? []), warned] : (stored?.warned ?? []),',
    replace: '    warned: warned ? [...(stored?.warned ?? []), warned] : [],',
    withinWorlds: 20,
  },
  {
    name: 'shares a key between two scopes',
    because: 'the ids of an API are unique',
    find: `    private readonly scope: string,
    private readonly api: Api,
    private readonly clock: Clock,
  ) {`,
    replace: `    scope: string,
    private readonly api: Api,
    private readonly clock: Clock,
  ) {
    [this.scope = ''] = scope.split('/');`,
    withinWorlds: 50,
  },
];
