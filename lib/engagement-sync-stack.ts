import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EngagementSync } from './engagement-sync.ts';
import { readSettings } from './settings/settings.ts';

/** One EngagementSync, set up by the settings in the CDK context. */
export class EngagementSyncStack extends Stack {
  /** @throws SettingsError */
  constructor(parent: Construct, id: string, props?: StackProps) {
    super(parent, id, props);

    const sync = new EngagementSync(this, 'Sync', readSettings(this));
    const { eventBus, table, alertTopic, chatTopic, dashboard } = sync;

    new CfnOutput(this, 'EventBusName', { value: eventBus.eventBusName, description: 'Put your rules on this bus' });
    new CfnOutput(this, 'EventBusArn', { value: eventBus.eventBusArn });
    new CfnOutput(this, 'TableName', { value: table.tableName, description: 'Snapshots and checkpoints' });
    new CfnOutput(this, 'AlertTopicArn', { value: alertTopic.topicArn, description: 'Expiring invitations' });
    new CfnOutput(this, 'DashboardName', { value: dashboard.dashboardName, description: 'In CloudWatch' });
    for (const { node, functionName } of sync.functions) {
      new CfnOutput(this, `${node.id}FunctionName`, { value: functionName, description: 'Syncs when it is invoked' });
    }
    if (chatTopic)
      new CfnOutput(this, 'ChatTopicArn', { value: chatTopic.topicArn, description: 'The same, for chat' });
  }
}
