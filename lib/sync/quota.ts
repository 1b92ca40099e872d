import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Quota } from '../../lambda/core/api.ts';
import { pascalNameOf, type Source } from './source.ts';

/** Most of a quota belongs to other integrations, such as the partner's CRM. */
export const FAIR_SHARE = 0.1;

/** Enough for about 200 resources from the newest to the oldest open one. How many there are, nobody knows at synth. */
export const ASSUMED_PAGES_A_SYNC = 2;

const MINUTES_A_DAY = 24 * 60;

/** Calls of scheduled syncs that list the window. The daily listing of everything, and wake-ups, come on top. */
export const syncCallsADay = (lists: number, rateMinutes: number) =>
  lists * (MINUTES_A_DAY / rateMinutes) * ASSUMED_PAGES_A_SYNC;

/** The quickest rate, in minutes, whose syncs keep to the fair share. */
export const fairRateMinutes = (lists: number, { callsADay }: Quota) =>
  Math.ceil(syncCallsADay(lists, 1) / (FAIR_SHARE * callsADay));

/** Says so where the scheduled syncs of this construct take more of a daily quota than they should. */
export function warnOfQuotas(scope: Construct, sources: readonly Source[]): void {
  const quotas = new Set(sources.map(({ api }) => api.list.quota));
  for (const quota of quotas) {
    if (quota)
      warnOfQuota(
        scope,
        quota,
        sources.filter(({ api }) => api.list.quota === quota),
      );
  }
}

function warnOfQuota(scope: Construct, quota: Quota, sources: readonly Source[]): void {
  const calls = sources
    .map(({ scopes, rate }) => syncCallsADay(scopes.length, rate.toMinutes()))
    .reduce((sum, each) => sum + each, 0);
  if (calls <= FAIR_SHARE * quota.callsADay) return;
  const lists = sources.flatMap(({ scopes }) => scopes);
  const settings = sources.map(({ api }) => `"${camelCase(pascalNameOf(api))}Rate"`).join(', ');
  Annotations.of(scope).addWarningV2(
    'engagement-sync:quota',
    `EngagementSync "rate" (setting ${settings}): the syncs should take at most a tenth of the ` +
      `${count(quota.callsADay)} calls a day that ${sources[0]?.api.list.service} allows an account, your CRM integration ` +
      `included. ${lists.length} lists (${lists.join(', ')}) take about ${count(calls)}, with ${ASSUMED_PAGES_A_SYNC} ` +
      'calls a sync (up to about 200 resources since the oldest open one), and more with a longer list. Set a rate of ' +
      `${fairRateMinutes(lists.length, quota)} minutes or more, or sync fewer lists. See docs/quota.md`,
  );
}

const camelCase = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const count = (quantity: number) => Math.round(quantity).toLocaleString('en-US');
