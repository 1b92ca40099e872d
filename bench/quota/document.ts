import { PARTICIPANT_ROLES } from '../../lambda/apis/invitations.ts';
import { CATALOGS, PARTNER_CENTRAL } from '../../lambda/apis/partner-central.ts';
import { DEFAULT_CALLS_PER_SECOND, WAKE_UP_INTERVAL_SECONDS } from '../../lambda/core/contract.ts';
import { LISTING_MS } from '../../lambda/core/lease.ts';
import { ASSUMED_PAGES_A_SYNC, syncCallsADay } from '../../lib/sync/quota.ts';
import { DEFAULT } from '../cost/scenarios.ts';
import { count } from '../cost/tables.ts';
import { callsADay } from './calls.ts';
import { SHORT_INTERVAL_MINUTES } from './day.ts';
import { measured } from './measured.ts';
import { daysTable, measuredTable, openTable, settingsTable, share } from './tables.ts';

const SECONDS_A_DAY = 86_400;
const PAGES_A_TURN = (DEFAULT_CALLS_PER_SECOND * LISTING_MS) / 1000;
const LISTS = PARTICIPANT_ROLES.length;
const MOST_LISTS = CATALOGS.length * PARTICIPANT_ROLES.length;

const wakeUpsADay = SECONDS_A_DAY / WAKE_UP_INTERVAL_SECONDS;
const wakeUpCallsADay = (lists: number) => lists * wakeUpsADay * ASSUMED_PAGES_A_SYNC;
/** With all lists every minute. */
const tooManyCallsASync = Math.ceil(
  (PARTNER_CENTRAL.quota.callsADay * ASSUMED_PAGES_A_SYNC) / syncCallsADay(MOST_LISTS, 1),
);
const hoursUntilUsedUp = PARTNER_CENTRAL.quota.callsADay / DEFAULT_CALLS_PER_SECOND / 3600;

/** docs/quota.md */
export const document = () => `# What it takes of the quota

<!-- Written by \`npm run quota\`. Change bench/quota/ instead. -->

AWS allows a partner account
[10 read calls a second, and ${count(PARTNER_CENTRAL.quota.callsADay)} in 24 hours](https://docs.aws.amazon.com/partner-central/latest/developer-guide/quotas.html).
The 24 hours roll. The page has one line for six operations, \`GetOpportunity\` and \`ListOpportunities\` among them, which
CRM integrations call. It does not say whether they share the quota, nor whether the catalog Sandbox has one of its own.
Here, all is taken to be shared: what this project takes, your CRM integration does not have.

With the defaults and ${count(DEFAULT.history)} settled invitations, a day without a change takes
**${share(callsADay(DEFAULT.rate, DEFAULT.history))}** of the ${count(PARTNER_CENTRAL.quota.callsADay)}. Contact engagements are another API, and take none.

## Calls a day

Two lists (RECEIVER and SENDER of one catalog), ${measured.open} pending in each, with the daily reconciliation of both.

${daysTable()}

- The syncs do not depend on the history. The reconciliation does: a call for each 100 invitations. It is part of one
  sync a day of each list.
- Whole days were [played](#what-was-measured). The other figures are of the same syncs, more or fewer of them.
- 1,000,000 was not played: it is 100,000 with a call for each 100 more. \`npm run test:long-list\` reconciles a list of
  that length in 10,000 pages, over several runs ([reliability.md](reliability.md#long-lists)).

## What a sync takes

A sync lists from the newest invitation to the oldest pending one, and at least an hour back, in pages of 100, whatever
lies between. One invitation that stays pending for long makes each sync of its list longer, until a day after its expiry.

${openTable()}

For one list, with an invitation every ${SHORT_INTERVAL_MINUTES} minutes and nothing settled among the pending. A day's figures are calls of one list,
without its reconciliation.

## What comes on top

- **Wake-ups** by AWS's own events: at most one sync of a list in ${WAKE_UP_INTERVAL_SECONDS} seconds, however many events
  there are. That is ${share(wakeUpCallsADay(LISTS))} a day at ${ASSUMED_PAGES_A_SYNC} calls each and two lists, if both
  are changed every ${WAKE_UP_INTERVAL_SECONDS} seconds all day long. A thousand changes a month are at most
  ${count(1000 * ASSUMED_PAGES_A_SYNC)} calls a month. \`nativeWakeUp=false\` saves them.
- **Long listings**: a turn lists for ${LISTING_MS / 1000} seconds, which is ${PAGES_A_TURN} pages at ${DEFAULT_CALLS_PER_SECOND} calls a second, and each turn lists the
  window first. So the reconciliation of a long list takes some ${(100 * ASSUMED_PAGES_A_SYNC) / PAGES_A_TURN} % more calls than the table says.
- **The first sync**: a call for each 100 invitations, once.
- **Repeated calls**: a call that fails is tried up to five times, and each try counts in \`ListCalls\`. Whether AWS
  counts what it refused is not documented.
- **What else calls**: each \`EngagementSync\` in the account counts on its own, in whatever app, stack or region. So does
  \`npm start -- --live\`, and a reconciliation that is [forced](operations.md#forcing-a-reconciliation). Nothing adds
  them up.

## Calls a second

\`callsPerSecond\` (${DEFAULT_CALLS_PER_SECOND} by default, half of what AWS allows) keeps a long listing from crowding out
others within a second; it is no limit for the day. At ${DEFAULT_CALLS_PER_SECOND} a second without a pause, the day's
quota would be used up in ${hoursUntilUsedUp.toFixed(1)} hours. A usual sync fits into the burst of
${2 * DEFAULT_CALLS_PER_SECOND} calls and never waits. The limit is that of one running function:
[decision 9](decisions/0009-bundle-and-call-limit.md).

When the quota of a second or of the day is used up, AWS answers with a \`ThrottlingException\`. The syncs then slow down,
and fail if that does not help. No change is lost: the next complete sync finds it.

## Seeing it

- The dashboard shows the calls of each list in a day.
- The metric \`ListCalls\` of each scope, in the namespace \`EngagementSync\`, has the calls of each run, wake-ups and
  repeated calls included. A run that the store or a time-out ended sends none.
- \`apiCalls\` in the log line "Synced", and in each \`Sync Completed\`.

There is no alarm on it, because an alarm is billed for each metric that it watches, and what is too much depends on your other
integration. In an app of your own:

\`\`\`ts
const lists = sync.scopes.filter((scope) => scope.startsWith('invitations/'));
const calls = new MathExpression({
  expression: 'SUM(METRICS())',
  usingMetrics: Object.fromEntries(lists.map((scope, number) => [\`list\${number}\`, sync.metricListCalls(scope)])),
  period: Duration.days(1),
});
calls.createAlarm(this, 'QuotaUse', { threshold: 10_000, evaluationPeriods: 1 });
\`\`\`

## Using less

What the syncs take in a day, at ${ASSUMED_PAGES_A_SYNC} calls each:

${settingsTable()}

- \`invitationsRate\`: calls are inversely proportional to it. In us-east-1, AWS's own events start a sync
  besides; with a slow rate, what they miss and the warnings of expiry come later.
- \`participantRoles\`, \`catalogs\`: each role of each catalog is a list of its own. Leave out what nobody waits for.
- Answer what is pending: [what a sync takes](#what-a-sync-takes) depends on the oldest.
- AWS takes requests for a higher quota, [in Service Quotas](https://docs.aws.amazon.com/partner-central/latest/developer-guide/quotas.html).

## The warning at synth

\`cdk synth\` and \`cdk deploy\` warn where the syncs would take more than a tenth of the ${count(PARTNER_CENTRAL.quota.callsADay)}, by
the figures of the table above. How many invitations are pending is not known then, so ${ASSUMED_PAGES_A_SYNC} calls a sync
are assumed. Reconciliations and wake-ups are left out, because they depend on the list too: the reconciliation of
1,000,000 alone takes a tenth. A warning that is fine with
you is acknowledged in an app of your own:

\`\`\`ts
Annotations.of(sync).acknowledgeWarning('engagement-sync:quota', 'Nothing else calls Partner Central');
\`\`\`

No settings are refused, because none go beyond the quota by themselves: ${MOST_LISTS} lists every minute take
${share(syncCallsADay(MOST_LISTS, 1))}, or ${share(syncCallsADay(MOST_LISTS, 1) + wakeUpCallsADay(MOST_LISTS))} with the most wake-ups there
can be. Only lists in which a sync takes ${tooManyCallsASync} calls would, which is a window of ${count((tooManyCallsASync - 1) * 100)} invitations or more.

## What was measured

By \`${measured.command}\` on ${measured.measuredOn}, ${measured.machine}: days without a change, in virtual time, with all runs
that the schedules of the synthesized template start. The real sync over the real SDK clients, against the stand-ins and
the embedded store; counted is what the stand-in of Partner Central received. The real Partner Central was not called.
Call limit and time limit of the functions were off: they make a listing take longer, and several turns.

${measuredTable()}
`;
