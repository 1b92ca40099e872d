import {
  ListEngagementInvitationsCommand,
  type ParticipantType,
  PartnerCentralSellingClient,
} from '@aws-sdk/client-partnercentral-selling';
import { parseRfc3339DateTimeWithOffset } from '@smithy/core/serde';
import type { TokenBucket } from 'limiter';
import { limitCalls } from '../adapters/call-limit.ts';
import { LIST_CLIENT, unlogged } from '../adapters/clients.ts';
import { lister } from '../adapters/lister.ts';
import { dropUnreadableValues, isRecord, isText } from '../adapters/readable-values.ts';
import { isoDate } from '../core/fields.ts';
import type { Lister } from '../ports.ts';

/** The API has no other region, wherever the stack is (Partner Central API reference, "Endpoints and quotas"). */
const PARTNER_CENTRAL_REGION = 'us-east-1';

/** The largest page the API has: every call counts against a daily quota. */
const PAGE_SIZE = 100;

/** Partner Central's invitations of one catalog and role, newest first. */
export function invitationLister(catalog: string, participantType: ParticipantType, budget: TokenBucket): Lister {
  const client = unlogged(new PartnerCentralSellingClient({ region: PARTNER_CENTRAL_REGION, ...LIST_CLIENT }));
  let unreadable = 0;
  limitCalls(client.middlewareStack, budget);
  dropUnreadableValues(
    client.middlewareStack,
    {
      list: 'EngagementInvitationSummaries',
      members: {
        Id: isText,
        Arn: isText,
        EngagementId: isText,
        EngagementTitle: isText,
        Status: isText,
        PayloadType: isText,
        ParticipantType: isText,
        InvitationDate: isDateTime,
        ExpirationDate: isDateTime,
        SenderAwsAccountId: isText,
        SenderCompanyName: isText,
        Receiver: isAccount,
      },
    },
    (count) => {
      unreadable = count;
    },
  );
  return lister(
    {
      api: `Partner Central's ListEngagementInvitations (catalog ${catalog})`,
      permission: 'partnercentral:ListEngagementInvitations for this catalog',
      prerequisite: 'this AWS account is linked to your AWS Partner Central account',
    },
    async ({ token }, abortSignal) => {
      const command = new ListEngagementInvitationsCommand({
        Catalog: catalog,
        ParticipantType: participantType,
        Sort: { SortBy: 'InvitationDate', SortOrder: 'DESCENDING' },
        MaxResults: PAGE_SIZE,
        ...(token !== undefined && { NextToken: token }),
      });
      const { EngagementInvitationSummaries, NextToken, $metadata } = await client.send(
        command,
        abortSignal && { abortSignal },
      );
      return { items: EngagementInvitationSummaries, nextToken: NextToken, $metadata };
    },
    () => unreadable,
  );
}

/** Judged by the client's own parser: what it takes, it can read. Of that, only what a date in an event can hold. */
function isDateTime(value: unknown): boolean {
  try {
    return isoDate(parseRfc3339DateTimeWithOffset(value)) !== undefined;
  } catch {
    return false;
  }
}

/** The only kind of receiver that the union has so far. */
function isAccount(receiver: unknown): boolean {
  const { Account: account } = receiver as { Account?: unknown };
  if (!isRecord(account)) return false;
  return [account.AwsAccountId, account.Alias].every((value) => value === undefined || value === null || isText(value));
}
