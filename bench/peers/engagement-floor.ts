import { paginateListEngagements, SSMContactsClient } from '@aws-sdk/client-ssm-contacts';

const TWO_DAYS_MS = 2 * 24 * 60 * 60_000;

const incidentManager = new SSMContactsClient({});

/** Lists the contact engagements of the last two days, and compares nothing: the minimum for any sync. */
export async function handler(): Promise<void> {
  const TimeRangeValue = { StartTime: new Date(Date.now() - TWO_DAYS_MS) };
  let engagements = 0;
  for await (const { Engagements = [] } of paginateListEngagements(
    { client: incidentManager, pageSize: 100 },
    { TimeRangeValue },
  )) {
    engagements += Engagements.length;
  }
  process.stdout.write(`${JSON.stringify({ message: 'Listed', engagements })}\n`);
}
