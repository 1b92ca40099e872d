import type { PlantedBug } from './bug.ts';

/** Bugs between the outbox and the bus. */
export const PUBLISHING_BUGS: readonly PlantedBug[] = [
  {
    name: 'publishes before the commit',
    because: 'the event is out a moment earlier',
    find: '    const { committed, refused } = await applyPlan(this.store, plan);',
    replace: `    for (const { next } of plan.commits) this.outboxes.add(next);
    await this.outboxes.publishAll();
    const { committed, refused } = await applyPlan(this.store, plan);`,
    withinWorlds: 20,
  },
  {
    name: 'ignores FailedEntryCount',
    because: 'the call succeeded, or it would have thrown',
    find: '        if (entry?.ErrorCode !== undefined) {',
    replace: `        if (entry) return { accepted: true };
        if (entry?.ErrorCode !== undefined) {`,
    withinWorlds: 20,
  },
  {
    name: 'drops the rest of a batch behind a refused entry',
    because: 'the loop over the answers ends at the first that has to be repeated',
    find: '    const answered = batch.map((offer, index) => ({ offer, outcome: outcomes[index] }));',
    replace: `    const refused = outcomes.findIndex(({ accepted }) => !accepted);
    const end = refused === -1 ? batch.length : refused + 1;
    const answered = batch.slice(0, end).map((offer, index) => ({ offer, outcome: outcomes[index] }));
    for (const { snapshot } of batch.slice(end)) this.#waiting.delete(snapshot.id);`,
    withinWorlds: 50,
    profile: 'faulty',
  },
  {
    name: 'offers the second event of a resource together with its first',
    because: 'an outbox is emptied in one call',
    find: '      return first ? [{ snapshot, event: toEvent(this.#context, this.scope.api, snapshot, first) }] : [];',
    replace: `      if (!first) return [];
      const { api } = this.scope;
      return snapshot.outbox.map((entry) => ({ snapshot, event: toEvent(this.#context, api, snapshot, entry) }));`,
    withinWorlds: 500,
  },
  {
    name: 'gives up a refused event without a word',
    because: 'the next run offers it again anyway',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source itself
    find: '    this.#failure = `EventBridge refused an event: ${code}`;',
    replace: '    void code;',
    withinWorlds: 50,
  },
  {
    name: 'says Sync Completed although EventBridge refused events',
    because: 'the list was read to its end',
    find: '    complete: isListed === true && last?.isKept === true && last.failures.length === 0,',
    replace: '    complete: isListed === true,',
    withinWorlds: 20,
  },
  {
    name: 'makes up an eventId for each delivery',
    because: 'an id has to be unique',
    find: '  context.digest(JSON.stringify([context.scope, ...change])).slice(0, 32);',
    replace: `  context.digest(JSON.stringify([crypto.randomUUID(), context.scope, ...change])).slice(0, 32);`,
    withinWorlds: 20,
  },
  {
    name: 'gives a waiting event the fields of a later change',
    because: 'the snapshot has them, and an item half as large is cheaper',
    find: '.map((entry) => ({ fields: stored?.fields ?? fields, ...entry }));',
    replace: ';',
    withinWorlds: 20,
  },
  {
    name: 'numbers events by the time',
    because: 'a later event has a higher number then, without a counter',
    find: '  const sequence = stored?.sequence ?? 0;',
    replace: '  const sequence = announcement ? Date.parse(announcement.detectedAt) : (stored?.sequence ?? 0);',
    withinWorlds: 20,
  },
];
