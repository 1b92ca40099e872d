import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Fields } from '../../lambda/core/fields.ts';
import type { BusObserver } from './bus.ts';
import { judgeCompletion } from './judge-runs.ts';
import type { Ledger } from './ledger.ts';
import { canonical, same } from './oracle.ts';
import type { SimulatedRun } from './run.ts';

interface Detail {
  readonly metadata: {
    readonly eventId: string;
    readonly sequence: number;
    readonly detectedAt: string;
    readonly baseline: boolean;
    readonly stale: boolean;
  };
  readonly engagementInvitation?: Fields;
  readonly engagement?: Fields;
  readonly previous?: unknown;
  readonly expiry?: unknown;
}

/** Judges each entry at the moment the bus accepts it. */
export function deliveryJudge(ledger: Ledger): BusObserver {
  return {
    offered(_run, entries) {
      if (entries.length === 0 || entries.length > 10) ledger.fail(`a call with ${entries.length} entries`);
    },
    accepted(run, entry) {
      if (entry.DetailType === 'Sync Completed') return judgeCompletion(ledger, run, entry);
      ledger.deliveries += 1;
      judgeDelivery(ledger, run, entry);
    },
  };
}

function judgeDelivery(ledger: Ledger, run: SimulatedRun, entry: PutEventsRequestEntry): void {
  const detail = JSON.parse(entry.Detail ?? '{}') as Detail;
  const { sequence, eventId } = detail.metadata;
  const fields = detail.engagementInvitation ?? detail.engagement ?? {};
  const id = (ledger.knobs.kind === 'invitations' ? fields.id : fields.arn) ?? '';
  const wrong = (what: string) => ledger.fail(`${id} #${sequence} ${entry.DetailType} by ${run.name}: ${what}`);

  const event = ledger.promisedOf(id, sequence);
  if (!event) {
    wrong('published, but never committed');
    return;
  }
  const told = {
    type: entry.DetailType,
    fields,
    previous: detail.previous,
    expiry: detail.expiry,
    detectedAt: detail.metadata.detectedAt,
    baseline: detail.metadata.baseline,
    stale: detail.metadata.stale,
  };
  const { detailType, previous, expiry, detectedAt, baseline = false, stale = false } = event.entry;
  const promised = { type: detailType, fields: event.fields, previous, expiry, detectedAt, baseline, stale };
  if (!same(told, promised)) wrong(`tells ${canonical(told)}, but committed was ${canonical(promised)}`);

  const delivery = canonical({ ...entry, Detail: detail });
  if (event.delivered !== undefined && event.delivered !== delivery) wrong('was published before with another content');
  const key = `${id}|${sequence}`;
  if ((ledger.eventIds.get(eventId) ?? key) !== key) wrong(`its eventId belongs to ${ledger.eventIds.get(eventId)}`);
  ledger.eventIds.set(eventId, key);
  if (sequence > 1 && ledger.promisedOf(id, sequence - 1)?.delivered === undefined) {
    wrong('published before its predecessor');
  }
  event.delivered = delivery;
}
