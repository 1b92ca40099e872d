import { randomUUID } from 'node:crypto';
import { provideTable } from '../../local/aws/dynamodb.ts';
import type { FaultSource } from '../../local/aws/faults.ts';
import { World } from '../../local/aws/world.ts';
import { CountingProxy } from './counting-proxy.ts';

/** The latency that is added to a call of a stand-in. Assumed, not measured at AWS. */
const LIST_LATENCY_MS = 100;
const BACKEND_LATENCY_MS = 5;

/** The requests to the services during a call of a function. */
export interface Requests {
  readonly listCalls: number;
  readonly putEventsCalls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** Everything that the functions call. */
export class BenchWorld {
  private constructor(
    readonly services: World,
    readonly dynamoDbEndpoint: string,
    private readonly proxy: CountingProxy,
    private readonly proxyEndpoint: string,
  ) {}

  /** @param dynamoDbEndpoint of DynamoDB Local: one for all worlds, because it is slow at first */
  static async start(dynamoDbEndpoint: string): Promise<BenchWorld> {
    const proxy = new CountingProxy(dynamoDbEndpoint);
    const services = await World.start({
      // Unused: the functions work on DynamoDB Local.
      dynamodb: { tableName: 'unused' },
      partnerCentral: { rateLimit: 'off' },
      // The bus accepts all events and keeps none: there are hundreds of thousands.
      eventBus: { buses: [] },
    });
    return new BenchWorld(services, dynamoDbEndpoint, proxy, await proxy.start());
  }

  /** @returns its name */
  async newTable(): Promise<string> {
    const name = `states-${randomUUID()}`;
    await provideTable(this.dynamoDbEndpoint, name);
    return name;
  }

  /** @param byProxy whether to go through the proxy, which counts the units, adds the latency, and takes time */
  environment(tableName: string, byProxy: boolean): Readonly<Record<string, string>> {
    return {
      ...this.services.environment,
      AWS_ENDPOINT_URL_DYNAMODB: byProxy ? this.proxyEndpoint : this.dynamoDbEndpoint,
      TABLE_NAME: tableName,
      EVENT_BUS_NAME: 'feed',
      // The SDK announces its end of support for Node 20.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    };
  }

  /** Whether the proxy and the other services answer as if they were far away. */
  set isAfar(isAfar: boolean) {
    const { partnerCentral, incidentManager, eventBus } = this.services;
    const delayedBy = (delayMs: number): FaultSource | undefined => (isAfar ? () => ({ delayMs }) : undefined);
    for (const service of [partnerCentral, incidentManager]) service.faults = delayedBy(LIST_LATENCY_MS);
    for (const service of [eventBus, this.proxy]) service.faults = delayedBy(BACKEND_LATENCY_MS);
  }

  /** The requests to the services in the meantime; units only for functions that are counted. */
  async requestsOf(call: () => Promise<unknown>): Promise<Requests> {
    const { partnerCentral, incidentManager, eventBus } = this.services;
    for (const { requests } of [partnerCentral, incidentManager, eventBus]) requests.length = 0;
    Object.assign(this.proxy.units, { read: 0, write: 0 });
    await call();
    const { read, write } = this.proxy.units;
    return {
      listCalls: partnerCentral.requests.length + incidentManager.requests.length,
      putEventsCalls: eventBus.requests.length,
      readUnits: read,
      writeUnits: write,
    };
  }

  async stop(): Promise<void> {
    await Promise.all([this.services.stop(), this.proxy.stop()]);
  }
}
