import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { ATTENTION_INDEX, EXPIRY_ATTRIBUTE } from '../../lambda/core/contract.ts';
import type { EngagementSyncProps } from '../engagement-sync-props.ts';

/** The table of snapshots and checkpoints, with its index. lambda/adapters/snapshot-item.ts knows what is in it. */
export function snapshotTable(scope: Construct, { encryptionKey, removalPolicy }: EngagementSyncProps): Table {
  const table = new Table(scope, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: EXPIRY_ATTRIBUTE,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    // Kept with the stack's end and where it is replaced, but not where the first deployment fails: that would leave an orphan.
    removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    ...(encryptionKey && { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey }),
  });
  // A local one, because a global one cannot be read consistently. With it, a scope holds 10 GB: millions of resources.
  table.addLocalSecondaryIndex({
    indexName: ATTENTION_INDEX,
    sortKey: { name: ATTENTION_INDEX, type: AttributeType.STRING },
    projectionType: ProjectionType.ALL,
  });
  return table;
}

export const indexArn = (table: Table) => `${table.tableArn}/index/${ATTENTION_INDEX}`;

/** DynamoDB uses the key in the caller's name for these. CDK's own grant has wildcards. */
export const TABLE_KEY_ACTIONS = [
  'Encrypt',
  'Decrypt',
  'ReEncryptFrom',
  'ReEncryptTo',
  'GenerateDataKey',
  'DescribeKey',
].map((action) => `kms:${action}`);
