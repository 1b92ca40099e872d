import { PARTNER_CENTRAL } from '../../lambda/apis/partner-central.ts';
import { FAIR_SHARE, syncCallsADay } from '../../lib/sync/quota.ts';
import { byRate, count, table } from '../cost/tables.ts';
import { callsADay } from './calls.ts';
import { measured } from './measured.ts';

const percent = (calls: number) => `${((calls / PARTNER_CENTRAL.quota.callsADay) * 100).toFixed(1)} %`;
/** With their share of the quota. */
export const share = (calls: number) => `${count(calls)} (${percent(calls)})`;

export const daysTable = () => byRate((rate, history) => share(callsADay(rate, history)));

const LISTS = [
  ['1', '`participantRoles=RECEIVER`'],
  ['2', 'the defaults'],
  ['4', '`catalogs=AWS,Sandbox`'],
] as const;

export const settingsTable = () =>
  table(
    ['lists', 'every minute', 'every 5 minutes', 'every 15 minutes'],
    LISTS.map(([lists, settings]) => [
      `${lists}: ${settings}`,
      ...[1, 5, 15].map((minutes) => {
        const calls = syncCallsADay(Number(lists), minutes);
        return calls > FAIR_SHARE * PARTNER_CENTRAL.quota.callsADay ? `${share(calls)}, warned of` : share(calls);
      }),
    ]),
  );

export const openTable = () =>
  table(
    ['pending in a list', 'calls of a sync', 'a day, every minute', 'every 5 minutes', 'every 15 minutes'],
    measured.syncs.map(({ open, calls }) => [
      count(open),
      String(calls),
      ...[1, 5, 15].map((minutes) => count((24 * 60 * calls) / minutes)),
    ]),
  );

export const measuredTable = () =>
  table(
    ['settled invitations', 'rate', 'syncs', 'their calls', 'calls of the reconciliations'],
    measured.days.map(({ history, rate, syncs, syncCalls, reconciliationCalls }) => [
      count(history),
      rate,
      ...[syncs, syncCalls, reconciliationCalls].map(count),
    ]),
  );
