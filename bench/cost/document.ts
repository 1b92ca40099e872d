import { LISTING_MS } from '../../lambda/core/lease.ts';
import { measured } from './measured.ts';
import { PRICES, PRICES_OF } from './prices.ts';
import { DEFAULT, defaultBill, LIMIT_USD } from './scenarios.ts';
import {
  agesTable,
  beyondFreeTable,
  breakdownTable,
  count,
  firstSyncTable,
  listTable,
  measuredTable,
  pricesTable,
  settingsTable,
  usd,
} from './tables.ts';
import { ASSUMED, figuresOf } from './usage.ts';

/** As README.md has it, too. */
export const defaultFigure = () => `${usd(defaultBill().beyondFreeUsd)} USD a month beyond the free tier`;

/** docs/cost.md */
export function document(): string {
  const bill = defaultBill();
  const { open } = figuresOf(measured, 'invitations');
  const metrics = (['invitations', 'contact-engagements'] as const)
    .map((kind) => `  - ${kind}: ${measured.metrics[kind].map((name) => `\`${name}\``).join(', ')}`)
    .join('\n');
  return `# What it costs

<!-- Written by \`npm run cost\`. Change bench/cost/ instead. -->

With the defaults and ${count(DEFAULT.history)} settled invitations, it costs
**${defaultFigure()}**, or ${usd(bill.listUsd)} USD by list price, where others in the
account have used the free tier up. The defaults are tested to stay under ${usd(LIMIT_USD)} USD beyond the free tier.

These are list prices of us-east-1, looked up on ${PRICES_OF}, without taxes. No bill of AWS has been compared with them,
because nothing was deployed so far. \`npm run cost\` counts the resources of the synthesized template, takes what was
measured of a run, and writes this page. What it takes of Partner Central's quota is in [quota.md](quota.md).

## USD a month beyond the free tier

The parts of the free tier that never end, used by nothing else in the account.

${beyondFreeTable()}

## USD a month by list price

The free tier used up by others.

${listTable()}

## What the defaults cost, line by line

Every 5 minutes, ${count(DEFAULT.history)} settled invitations.

${breakdownTable()}

## What saves how much

One setting at a time, against the defaults. Where a line is within the free tier, switching it off saves nothing there.

${settingsTable()}

- The KMS key encrypts the topics of the alerts and alarms. \`expiryAlerts=false\` and \`alarmTopicArn\` leave it in the
  stack; only \`encryptionKeyArn\` replaces it. With a key of your own, table, queues and bus call KMS too. Those calls
  are not counted here: 0.03 USD for 10,000 beyond 20,000 a month ([KMS](https://aws.amazon.com/kms/pricing/)).
- CloudWatch bills a metric for the hours in which it is sent, and an alarm for each metric that it watches
  ([CloudWatch](https://aws.amazon.com/cloudwatch/pricing/); the sentence on hours was read with others who quote that
  page). The metrics of an idle run are counted as sent all month, \`TimeToNextExpiry\` as if an invitation were always
  pending. Others are sent only when there is something to act on; a month of one would be ${PRICES.metrics.usd.toFixed(2)} USD by list price.
${metrics}

## The key's rotation

A key costs one more USD a month after its first rotation, and another one after its second. Further rotations cost
nothing ([AWS](https://aws.amazon.com/blogs/security/the-curious-case-of-faster-aws-kms-symmetric-key-rotation/)). The
key of the alerts is rotated every 2,560 days, the longest there is.

${agesTable()}

A key that is paid for already, as \`encryptionKeyArn\`, leaves the stack without one of its own.

## The first sync

Recording the history is paid once, by list price: a read unit for the look whether it is stored, a write unit for the
table, and one for its index.

${firstSyncTable()}

## What was measured

By \`${measured.command}\` on ${measured.measuredOn}, ${measured.machine}: the real pipeline over the real SDK clients,
against the stand-ins and AWS's own DynamoDB Local; log and CPU of the synthesized function, its start included. The history
is settled, the open ones are pending or running.

${measuredTable()}

- An idle sync does not depend on the history, but on what is open. Its two write units take the turn and give it back.
- A reconciliation is a sync that lists everything besides the window, and looks each resource up by its id, at a read
  unit each. There is one in 24 hours, and up to an hour more; counted is one a day. What 20,000 take is extrapolated in
  a straight line: 100,000 and 1,000,000 were not measured. A listing longer than ${LISTING_MS / 1000} seconds takes several turns, and
  each lists the window again. The history is divided evenly among the lists of invitations.
- A change takes ${measured.change.readUnits} read units and ${measured.change.writeUnits} write units, half of them by the index. Half of those measured were new
  invitations, half were answers. The event of one has ${measured.change.eventBytes} bytes.
- A snapshot takes ${measured.snapshotBytes} bytes: in the table and in its index, with the 100 bytes that DynamoDB adds to each.

## What is assumed

- ${open} open invitations in each list, ${count(ASSUMED.changesAMonth)} changes a month, each with a
  wake-up of its own by AWS's events, an Incident Manager that is set up, 730 hours a month.
- ${ASSUMED.roundTripMs} ms for each request; the CPU time divided by the function's share of a processor, which it has
  whole at [1,769 MB](https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html); each run a cold start. A
  reconciliation takes at least as long as its call limit makes it.
- ${ASSUMED.lambdaLogBytes} bytes of log a run by Lambda itself.
- A queue that feeds a function is polled
  [all the time, by up to five pollers](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html), each
  every 20 seconds. The 20 seconds were not found in the documentation.

Not counted: mails (SNS has 1,000 a month free), a few KMS calls for the alerts, the look at the checkpoint before a
wake-up's turn, replays, viewing the dashboard's log query, the bucket of \`cdk bootstrap\`, your own targets, data transfer (none
within us-east-1; a stack in another region calls us-east-1).

## Prices

Numbers on AWS's price pages are filled in by script, so most were read in copies by others. Check them on the page.

${pricesTable()}
`;
}
