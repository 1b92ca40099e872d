import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ListEngagementInvitationsCommand, PartnerCentralSellingClient } from '@aws-sdk/client-partnercentral-selling';
import { ListEngagementsCommand, SSMContactsClient } from '@aws-sdk/client-ssm-contacts';
import { afterEach, expect, it, vi } from 'vitest';
import { World } from '../../../local/aws/world.ts';

afterEach(() => vi.unstubAllEnvs());

it('leads stock clients, told nothing, to itself, whatever the shell of a developer says', async () => {
  vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
  vi.stubEnv('AWS_PROFILE', 'work');
  vi.stubEnv('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'true');
  const world = await World.start({ dynamodb: { tableName: 'snapshots' } });
  for (const [name, value] of Object.entries(world.environment)) vi.stubEnv(name, value);

  const { TableNames } = await new DynamoDBClient().send(new ListTablesCommand());
  expect(TableNames).toEqual(['snapshots']);
  const received = { Catalog: 'AWS', ParticipantType: 'RECEIVER' } as const;
  await new PartnerCentralSellingClient().send(new ListEngagementInvitationsCommand(received));
  expect(world.partnerCentral.requests).toHaveLength(1);
  await new SSMContactsClient({}).send(new ListEngagementsCommand({}));
  expect(world.incidentManager.requests).toHaveLength(1);
  const Entries = [{ Source: 'engagement-sync', DetailType: 'Sync Completed', Detail: '{}' }];
  await new EventBridgeClient().send(new PutEventsCommand({ Entries }));
  expect(world.eventBus.events).toHaveLength(1);

  await world.stop();
});
