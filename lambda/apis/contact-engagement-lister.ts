import { ListEngagementsCommand, SSMContactsClient } from '@aws-sdk/client-ssm-contacts';
import type { TokenBucket } from 'limiter';
import { limitCalls } from '../adapters/call-limit.ts';
import { LIST_CLIENT, unlogged } from '../adapters/clients.ts';
import { lister } from '../adapters/lister.ts';
import { dropUnreadableValues, isText } from '../adapters/readable-values.ts';
import { isoDate } from '../core/fields.ts';
import type { Lister } from '../ports.ts';

/** Fewer than the 1,024 that the API allows, so that a page's commits fit well into the time of the next call. */
const PAGE_SIZE = 100;

/** Incident Manager's contact engagements of one region, in no order. */
export function contactEngagementLister(region: string, budget: TokenBucket): Lister {
  const client = unlogged(new SSMContactsClient({ region, ...LIST_CLIENT }));
  let unreadable = 0;
  limitCalls(client.middlewareStack, budget);
  dropUnreadableValues(
    client.middlewareStack,
    {
      list: 'Engagements',
      members: {
        EngagementArn: isText,
        ContactArn: isText,
        Sender: isText,
        IncidentId: isText,
        StartTime: isEpochSeconds,
        StopTime: isEpochSeconds,
      },
    },
    (count) => {
      unreadable = count;
    },
  );
  return lister(
    {
      api: `Incident Manager's ListEngagements (region ${region})`,
      permission: 'ssm-contacts:ListEngagements',
      prerequisite: 'Incident Manager is set up in this region',
    },
    async ({ since, token }, abortSignal) => {
      const command = new ListEngagementsCommand({
        MaxResults: PAGE_SIZE,
        ...(token !== undefined && { NextToken: token }),
        ...(since !== undefined && { TimeRangeValue: { StartTime: wholeSecond(since) } }),
      });
      const { Engagements, NextToken, $metadata } = await client.send(command, abortSignal && { abortSignal });
      return { items: Engagements, nextToken: NextToken, $metadata };
    },
    () => unreadable,
  );
}

/** Of those, only what a date in an event can hold. */
const isEpochSeconds = (value: unknown) =>
  typeof value === 'number' && isoDate(new Date(Math.round(value * 1000))) !== undefined;

/** The client rounds to whole seconds, up as well as down. */
const wholeSecond = (date: string) => new Date(Math.floor(Date.parse(date) / 1000) * 1000);
