import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { World } from '../../local/aws/world.ts';
import { type Ended, runBundle } from '../support/run-bundle.ts';
import type { InstalledExample } from './installed-example.ts';

export const TABLE = 'idempotency';

interface Resource {
  readonly Type: string;
  readonly Properties: {
    readonly Environment: { readonly Variables: Readonly<Record<string, string | { Ref: string }>> };
    readonly Timeout: number;
    readonly TimeToLiveSpecification: { readonly AttributeName: string };
  };
}

/** The synthesized function of the example, and the table in which it remembers events. */
export class ReminderFunction {
  private readonly bundle: string;
  private readonly lambda: Resource['Properties'];
  private readonly table: Resource['Properties'];

  constructor(example: InstalledExample) {
    example.run('node', ['--import', 'tsx', 'app.ts']);
    const assembly = join(example.folder, 'cdk.out');
    const asset = readdirSync(assembly).find((name) => name.startsWith('asset.'));
    this.bundle = join(assembly, String(asset), 'index.mjs');
    const template = readFileSync(join(assembly, 'Subscriber.template.json'), 'utf8');
    const resources: Resource[] = Object.values(JSON.parse(template).Resources);
    const only = (type: string) => {
      const [found, ...others] = resources.filter(({ Type }) => Type === type);
      if (!found || others.length > 0) throw new Error(`not exactly one ${type}`);
      return found.Properties;
    };
    this.lambda = only('AWS::Lambda::Function');
    this.table = only('AWS::DynamoDB::Table');
  }

  get timeoutMs(): number {
    return this.lambda.Timeout * 1000;
  }

  /** The attribute with the time at which the table may delete an item. */
  get timeToLiveAttribute(): string {
    return this.table.TimeToLiveSpecification.AttributeName;
  }

  /** @returns a client of the store with the table */
  async createTable(world: World): Promise<DynamoDBClient> {
    const client = new DynamoDBClient({
      endpoint: String(world.environment.AWS_ENDPOINT_URL_DYNAMODB),
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    } satisfies DynamoDBClientConfig);
    const { TimeToLiveSpecification, ...table } = this.table;
    await client.send(new CreateTableCommand({ TableName: TABLE, ...table }));
    return client;
  }

  deliver(event: unknown, world: World, onStart?: (child: ChildProcess) => void): Promise<Ended> {
    const variables = Object.entries(this.lambda.Environment.Variables);
    const environment = Object.fromEntries(
      variables.map(([name, value]) => [name, typeof value === 'string' ? value : TABLE]),
    );
    return runBundle(this.bundle, {
      event,
      timeoutMs: this.timeoutMs,
      environment: { ...environment, ...world.environment },
      onStart,
    });
  }
}
