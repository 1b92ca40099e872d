import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/*
 * Services that write with no role of ours need the key themselves. These do nothing to an imported key, whose policy is
 * not ours.
 */

/** EventBridge, for queues and archives, and CloudWatch, for the topic of the alarms. */
export function allowEventsAndAlarms(key: IKey): void {
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: ['events.amazonaws.com', 'cloudwatch.amazonaws.com'].map((name) => new ServicePrincipal(name)),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:DescribeKey'],
      // No condition on aws:SourceAccount: topics and queues do not pass it on when they call KMS.
      resources: ['*'],
    }),
  );
}

export function allowLogs(key: IKey): void {
  const { account, region, partition } = Stack.of(key);
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*` },
      },
    }),
  );
}
