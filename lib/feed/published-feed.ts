import { Stack } from 'aws-cdk-lib';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct, type IConstruct } from 'constructs';
import { knownAtSynth, PARAMETER_PATH } from '../props/kinds.ts';
import { problemsIn, refuse } from '../props/problems.ts';
import { PropsError } from '../props/props-error.ts';
import { propsSchema } from '../props/schemas.ts';
import { EngagementFeed } from './engagement-feed.ts';

export const DEFAULT_PARAMETER_PATH = '/engagement-sync';
const BUS = 'event-bus-arn';
const SOURCE = 'event-source';

export interface FromParametersOptions {
  /**
   * The `parameterPath` of the EngagementSync.
   *
   * @default '/engagement-sync'
   */
  readonly parameterPath?: string | undefined;
}

export interface PublishedFeedProps {
  readonly path: string;
  readonly eventBus: IEventBus;
  readonly eventSource: string;
}

/** Publishes what a stack in another repository has to know to write rules on the events: the bus, and their source. */
export class PublishedFeed extends Construct {
  readonly #path: string;

  /** @throws PropsError where another one of the app is published under the same path of the same account and region */
  constructor(parent: Construct, id: string, { path, eventBus, eventSource }: PublishedFeedProps) {
    super(parent, id);
    this.#path = path;
    const isRival = (other: IConstruct) =>
      other instanceof PublishedFeed &&
      other !== this &&
      other.#path === path &&
      Stack.of(other).environment === Stack.of(this).environment;
    const rival = this.node.root.node.findAll().find(isRival)?.node.scope?.node.path;
    if (rival !== undefined) {
      throw new PropsError(
        `EngagementSync "parameterPath": must be another one for each EngagementSync of an account and region, and ${rival} has ` +
          `it already, got ${JSON.stringify(path)}. Example: parameterPath: '${path}-2'`,
      );
    }
    new StringParameter(this, 'EventBusArn', {
      parameterName: `${path}/${BUS}`,
      simpleName: false,
      stringValue: eventBus.eventBusArn,
      description: 'The event bus of engagement-sync',
    });
    new StringParameter(this, 'EventSource', {
      parameterName: `${path}/${SOURCE}`,
      simpleName: false,
      stringValue: eventSource,
      description: 'The source of the events of engagement-sync',
    });
  }
}

const EXAMPLES = { parameterPath: `parameterPath: '${DEFAULT_PARAMETER_PATH}'` };
const OPTIONS = propsSchema({ parameterPath: knownAtSynth(PARAMETER_PATH).schema }, 'option');

/** The feed of another stack in this account and region. Its bus is looked up when this stack is deployed. */
export class ImportedFeed extends EngagementFeed {
  readonly eventBus: IEventBus;
  readonly eventSource: string;

  /** @throws PropsError */
  constructor(parent: Construct, id: string, options: FromParametersOptions) {
    super(parent, id);
    refuse('EngagementSync.fromParameters', problemsIn(OPTIONS, options), EXAMPLES);
    const { parameterPath = DEFAULT_PARAMETER_PATH } = options;
    const published = (name: string) => StringParameter.valueForStringParameter(this, `${parameterPath}/${name}`);
    this.eventBus = EventBus.fromEventBusArn(this, 'EventBus', published(BUS));
    this.eventSource = published(SOURCE);
  }
}
