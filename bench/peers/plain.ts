import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { dynamoDb, eventBridge, eventOf, type Input, itemOf, keyOf, listPages, TABLE_NAME } from './invitations.ts';

/** Lists everything, reads each last state separately, and publishes differences one by one. */
export async function handler(input: Input): Promise<void> {
  for await (const { EngagementInvitationSummaries: invitations = [] } of listPages(input)) {
    for (const invitation of invitations) {
      const id = invitation.Id ?? '';
      const { Item } = await dynamoDb.send(new GetItemCommand({ TableName: TABLE_NAME, Key: keyOf(id) }));
      const before = Item?.state?.S;
      const state = JSON.stringify(invitation);
      if (state === before) continue;

      const { FailedEntryCount } = await eventBridge.send(
        new PutEventsCommand({ Entries: [eventOf(invitation, before)] }),
      );
      if (FailedEntryCount) throw new Error(`EventBridge refused the event of ${id}`);
      await dynamoDb.send(new PutItemCommand({ TableName: TABLE_NAME, Item: itemOf(id, state) }));
    }
  }
}
