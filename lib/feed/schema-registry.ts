import { Names } from 'aws-cdk-lib';
import { CfnRegistry, CfnSchema } from 'aws-cdk-lib/aws-eventschemas';
import { Construct } from 'constructs';
import { EVENTS, schemaNameOf } from '../../lambda/events/events.ts';
import { openApiOf } from '../../lambda/events/json-schema.ts';

/** Of the service, as far as is known: AWS's reference is silent on it. */
const MAX_REGISTRY_NAME_LENGTH = 64;

export interface SchemaRegistryProps {
  /** `source` of the events */
  readonly eventSource: string;
}

/**
 * The schemas of the events, for the console, the AWS toolkits and their code bindings. It has all of them, even for lists that
 * are switched off: a bus may carry the events of several EngagementSyncs. The registry costs nothing, only schema discovery would:
 * https://aws.amazon.com/about-aws/whats-new/2021/09/cross-account-discovery-amazon-eventbridge-schema
 */
export class SchemaRegistry extends Construct {
  readonly registryName: string;

  constructor(parent: Construct, id: string, { eventSource }: SchemaRegistryProps) {
    super(parent, id);
    // The name of a registry is part of its ARN, so it must be unique in an account and region.
    this.registryName = Names.uniqueResourceName(this, { maxLength: MAX_REGISTRY_NAME_LENGTH, separator: '-' });
    const registry = new CfnRegistry(this, 'Registry', {
      registryName: this.registryName,
      description: 'The events of engagement-sync',
    });
    for (const event of EVENTS) {
      const name = schemaNameOf(event);
      new CfnSchema(this, name, {
        registryName: registry.attrRegistryName,
        // As AWS names its own, such as aws.ec2@EC2InstanceStateChangeNotification. It may have letters, dots, hyphens,
        // underscores and @, but no slash: https://www.pulumi.com/registry/packages/aws/api-docs/schemas/schema
        schemaName: `${eventSource.replaceAll('/', '.')}@${name}`,
        description: event.detailType,
        // Not JSONSchemaDraft4, because the schemas of AWS's own events, and those that it infers, are OpenApi3.
        type: 'OpenApi3',
        content: JSON.stringify(openApiOf(event, eventSource)),
      });
    }
  }
}
