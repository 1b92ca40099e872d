import { EmbeddedDynamoDb, type EmbeddedDynamoDbOptions } from './dynamodb.ts';
import { EventBus, type EventBusOptions } from './event-bus.ts';
import { IncidentManager, type IncidentManagerOptions } from './incident-manager.ts';
import { PartnerCentral, type PartnerCentralOptions } from './partner-central.ts';
import { Sns } from './sns.ts';

const REGION = 'us-east-1';

export interface WorldOptions {
  readonly dynamodb: EmbeddedDynamoDbOptions;
  readonly partnerCentral?: PartnerCentralOptions;
  readonly incidentManager?: IncidentManagerOptions;
  readonly eventBus?: EventBusOptions;
}

/** Stand-ins on this machine for everything that the product calls. */
export class World {
  private constructor(
    readonly dynamodb: EmbeddedDynamoDb,
    readonly partnerCentral: PartnerCentral,
    readonly incidentManager: IncidentManager,
    readonly eventBus: EventBus,
    readonly sns: Sns,
    /** The environment variables that direct the stock SDK clients here. */
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async start(options: WorldOptions): Promise<World> {
    const dynamodb = new EmbeddedDynamoDb(options.dynamodb);
    const partnerCentral = new PartnerCentral(options.partnerCentral);
    const incidentManager = new IncidentManager(options.incidentManager);
    const eventBus = new EventBus(options.eventBus);
    const sns = new Sns();
    const environment = {
      AWS_ENDPOINT_URL_DYNAMODB: await dynamodb.start(),
      AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING: await partnerCentral.start(),
      AWS_ENDPOINT_URL_SSM_CONTACTS: await incidentManager.start(),
      AWS_ENDPOINT_URL_EVENTBRIDGE: await eventBus.start(),
      AWS_ENDPOINT_URL_SNS: await sns.start(),
      // A call to a service that is not in this world fails, instead of reaching AWS.
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      // If this were true, the clients would bypass the world and call AWS.
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
      // A profile would take precedence over the keys below, and the SDK would look for real credentials.
      AWS_PROFILE: '',
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    };
    return new World(dynamodb, partnerCentral, incidentManager, eventBus, sns, environment);
  }

  async stop(): Promise<void> {
    const { dynamodb, partnerCentral, incidentManager, eventBus, sns } = this;
    await Promise.all([dynamodb, partnerCentral, incidentManager, eventBus, sns].map((service) => service.stop()));
  }
}
