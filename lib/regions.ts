import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { Construct } from 'constructs';
import { PropsError } from './props/props-error.ts';

/** Where CloudFormation has no AWS::EventSchemas: its resource specification of November 2026. */
const WITHOUT_SCHEMA_REGISTRY = [
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'il-central-1',
  'mx-central-1',
];

/** The region of the stack; undefined where it is made for no particular one. */
export function regionOf(scope: Construct): string | undefined {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? undefined : region;
}

/** Warns where the region has none. A stack for any region counts as one that has it. */
export function hasSchemaRegistry(scope: Construct): boolean {
  const region = regionOf(scope);
  if (region === undefined || !WITHOUT_SCHEMA_REGISTRY.includes(region)) return true;
  Annotations.of(scope).addWarningV2(
    'engagement-sync:schemaRegistry',
    `EngagementSync "schemaRegistry": ${region} has no EventBridge schema registry, so the schemas of the events are left out. ` +
      'They are in the package, too. Set schemaRegistry: false, and this warning goes',
  );
  return false;
}

/**
 * Partner Central is in the partition `aws` only, and a function reaches no region of another partition.
 *
 * @throws PropsError
 */
export function refuseOtherPartitions(
  scope: Construct,
  isSyncingInvitations: boolean,
  regions: readonly string[],
): void {
  const region = regionOf(scope);
  const partition = region && RegionInfo.get(region).partition;
  if (partition === undefined) return;
  if (isSyncingInvitations && partition !== 'aws') {
    throw new PropsError(
      `EngagementSync "invitations": must be false in ${region}, since Partner Central is in no region of the partition ` +
        `${partition}, got invitations to sync. Example: invitations: false (setting "catalogs": -c catalogs=)`,
    );
  }
  const foreign = regions.find((each) => !Token.isUnresolved(each) && RegionInfo.get(each).partition !== partition);
  if (foreign !== undefined) {
    throw new PropsError(
      `EngagementSync "engagements.regions": must be in the partition of the stack, which is ${partition}, got ${foreign}. ` +
        `Example: regions: ['${region}'] (setting "contactEngagementRegions")`,
    );
  }
}
