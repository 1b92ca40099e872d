import { expectedType } from './oracle.ts';
import { publishedFields } from './resource.ts';
import { Upstream } from './upstream.ts';
import type { World } from './world.ts';

/** Nothing is lost: two complete runs after the last fault, every event ever committed is published. */
export function judgePublished({ ledger, upstream, knobs }: World, listedAtMs: number): void {
  for (const { id, entry, delivered, by } of ledger.promised.values()) {
    if (delivered === undefined) {
      ledger.fail(`${id} #${entry.sequence} ${entry.detailType}: committed by ${by.name}, and still not published`);
    }
  }
  // A resource that appears less than an hour late is seen without a reconciliation.
  for (const { id, visibleFromMs, history } of knobs.movingDates ? [] : upstream.resources) {
    const isDated = history[0]?.state.dateMs !== undefined;
    if (isDated && visibleFromMs <= listedAtMs && !ledger.current(id)) ledger.fail(`${id}: never seen by any sync`);
  }
}

/** After another reconciliation, the stored state is true, and every resource has all its events, without a gap. */
export function judgeAll({ ledger, upstream, knobs }: World, listedAtMs: number): void {
  for (const resource of upstream.resources) {
    const { id, visibleFromMs } = resource;
    if (visibleFromMs > listedAtMs) continue;
    const truth = publishedFields(knobs.kind, id, Upstream.stateOf(resource));
    const stored = ledger.current(id);
    const untold = expectedType(knobs.kind, stored?.fields, truth);
    if (untold !== undefined) ledger.fail(`${id}: ${untold} was never told, of ${JSON.stringify(truth)}`);
    for (let sequence = 1; sequence <= (stored?.sequence ?? 0); sequence++) {
      if (ledger.promisedOf(id, sequence)?.delivered === undefined) ledger.fail(`${id} #${sequence}: never published`);
    }
    if ((stored?.outbox.length ?? 0) > 0) ledger.fail(`${id}: has an outbox that nobody empties`);
  }
}
