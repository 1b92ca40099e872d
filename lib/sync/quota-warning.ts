import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Invitations } from './invitations.ts';
import { ASSUMED_PAGES_A_SYNC, CALLS_A_DAY_ALLOWED, FAIR_SHARE, fairRateMinutes, syncCallsADay } from './quota.ts';

/** Says so where the scheduled syncs of this construct take more of the daily quota than they should. */
export function warnOfQuota(scope: Construct, { catalogs, participantRoles, rate }: Invitations): void {
  const lists = catalogs.length * participantRoles.length;
  const calls = syncCallsADay(lists, rate.toMinutes());
  if (calls <= FAIR_SHARE * CALLS_A_DAY_ALLOWED) return;
  Annotations.of(scope).addWarningV2(
    'engagement-sync:quota',
    `EngagementSync "invitations.rate": the syncs should take at most a tenth of the ${count(CALLS_A_DAY_ALLOWED)} calls a ` +
      `day that Partner Central allows an account, your CRM integration included. ${lists} lists (each catalog in each ` +
      `role) at a rate of ${rate.toHumanString()} take about ${count(calls)}, with ${ASSUMED_PAGES_A_SYNC} calls a sync (up to about ` +
      `200 invitations since the oldest pending one), and more with a longer list. Set a rate of ${fairRateMinutes(lists)} ` +
      `minutes or more (setting "invitationsRate"), or fewer catalogs or participantRoles. See docs/quota.md`,
  );
}

const count = (quantity: number) => Math.round(quantity).toLocaleString('en-US');
