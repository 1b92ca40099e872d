import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EngagementSync } from './engagement-sync.ts';
import { readSettings } from './settings/settings.ts';

/** One EngagementSync, set up by the settings in the CDK context. The commands of docs/operations.md take its outputs. */
export class EngagementSyncStack extends Stack {
  /** @throws SettingsError */
  constructor(parent: Construct, id: string, props?: StackProps) {
    super(parent, id, props);

    const sync = new EngagementSync(this, 'Sync', readSettings(this));
    const { eventBus, table, alertTopic, alarmTopic, alerts, chatTopic, dashboard, archive, deadLetterQueue } = sync;

    this.#output('EventBusName', eventBus.eventBusName, 'Put your rules on this bus');
    this.#output('EventBusArn', eventBus.eventBusArn);
    this.#output('TableName', table.tableName, 'Snapshots and checkpoints');
    this.#output('AlertTopicArn', alertTopic.topicArn, 'Tells people of invitations');
    this.#output('ChatTopicArn', chatTopic?.topicArn, 'The same, for chat');
    this.#output('AlarmTopicArn', alarmTopic.topicArn, 'Alarms');
    this.#output('DashboardName', dashboard.dashboardName, 'In CloudWatch');
    for (const { node, functionName, logGroup } of sync.functions) {
      this.#output(`${node.id}FunctionName`, functionName, 'Syncs when it is invoked');
      this.#output(`${node.id}LogGroupName`, logGroup.logGroupName);
    }
    this.#output('AlertFunctionName', alerts?.function.functionName, 'Sends a test when invoked with {"test": true}');
    this.#output('AlertLogGroupName', alerts?.function.logGroup.logGroupName);
    this.#output('AlertRuleName', alerts?.rule?.ruleName);
    this.#output('AlertsDeadLetterQueueUrl', alerts?.deadLetterQueue.queueUrl, 'What could not be told');
    this.#output('RunsDeadLetterQueueUrl', deadLetterQueue.queueUrl, 'Runs that could not be started');
    this.#output('ArchiveArn', archive?.archiveArn, 'To replay events from');
  }

  #output(id: string, value: string | undefined, description?: string): void {
    if (value !== undefined) new CfnOutput(this, id, { value, ...(description !== undefined && { description }) });
  }
}
