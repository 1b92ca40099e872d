import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type BatchWriteItemCommandOutput,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { EngagementInvitationSummary } from '@aws-sdk/client-partnercentral-selling';
import { dynamoDb, eventBridge, eventOf, type Input, itemOf, keyOf, listPages, TABLE_NAME } from './invitations.ts';

/** Lists everything, and uses batch calls for the rest. */
export async function handler(input: Input): Promise<void> {
  for await (const { EngagementInvitationSummaries: invitations = [] } of listPages(input)) {
    const before = await lastStates(invitations);
    const differences = invitations.filter(
      (invitation) => before.get(invitation.Id ?? '') !== JSON.stringify(invitation),
    );
    await publish(differences.map((invitation) => eventOf(invitation, before.get(invitation.Id ?? ''))));
    await store(differences);
  }
}

/** A page has at most 100 invitations, and BatchGetItem takes 100. */
async function lastStates(invitations: readonly EngagementInvitationSummary[]): Promise<Map<string, string>> {
  const states = new Map<string, string>();
  let keys = invitations.map(({ Id = '' }) => keyOf(Id)) as Record<string, { S: string }>[] | undefined;
  while (keys && keys.length > 0) {
    const { Responses, UnprocessedKeys } = await dynamoDb.send(
      new BatchGetItemCommand({ RequestItems: { [TABLE_NAME]: { Keys: keys } } }),
    );
    for (const { pk, state } of Responses?.[TABLE_NAME] ?? []) states.set(pk?.S ?? '', state?.S ?? '');
    keys = UnprocessedKeys?.[TABLE_NAME]?.Keys as typeof keys;
  }
  return states;
}

async function publish(entries: readonly PutEventsRequestEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += 10) {
    const { FailedEntryCount } = await eventBridge.send(
      new PutEventsCommand({ Entries: entries.slice(from, from + 10) }),
    );
    if (FailedEntryCount) throw new Error(`EventBridge refused ${FailedEntryCount} events`);
  }
}

async function store(invitations: readonly EngagementInvitationSummary[]): Promise<void> {
  for (let from = 0; from < invitations.length; from += 25) {
    let left: WriteRequest[] = invitations.slice(from, from + 25).map((invitation) => ({
      PutRequest: { Item: itemOf(invitation.Id ?? '', JSON.stringify(invitation)) },
    }));
    while (left.length > 0) {
      const { UnprocessedItems }: BatchWriteItemCommandOutput = await dynamoDb.send(
        new BatchWriteItemCommand({ RequestItems: { [TABLE_NAME]: left } }),
      );
      left = UnprocessedItems?.[TABLE_NAME] ?? [];
    }
  }
}
