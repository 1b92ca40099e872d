import type { ReceivedRequest } from '../../../local/aws/faults.ts';
import type { World } from '../../../local/aws/world.ts';
import { ACCOUNT } from '../../support/intrinsic-functions.ts';

/** The parts of a call to AWS that IAM checks. */
export interface Call {
  readonly action: string;
  /** undefined if the action has no resources */
  readonly resource: string | undefined;
  /** By condition key. Most keys have one value. */
  readonly context: Readonly<Record<string, readonly unknown[]>>;
}

/** All calls in a world. A call to several resources counts once for each. */
export function callsIn({ dynamodb, eventBus, partnerCentral, incidentManager }: World): Call[] {
  return [
    ...dynamodb.requests.flatMap(toTable),
    ...eventBus.requests.flatMap(toBus),
    ...partnerCentral.requests.map((request) => ({
      action: `partnercentral:${request.operation}`,
      resource: undefined,
      context: { ...globalContext(request), 'partnercentral:Catalog': [request.input.Catalog] },
    })),
    ...incidentManager.requests.map((request) => ({
      action: `ssm-contacts:${request.operation}`,
      resource: undefined,
      context: globalContext(request),
    })),
  ];
}

const globalContext = ({ region }: ReceivedRequest) => ({ 'aws:RequestedRegion': [region] });

interface TableInput {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, Batch>>;
}

/** DynamoDB calls the partition keys leading keys, in a table and in its index. */
function toTable(request: ReceivedRequest): Call[] {
  const { TableName, IndexName, RequestItems } = request.input as TableInput;
  // A Query of an index needs the permission for the index, but not for its table.
  const queried = IndexName === undefined ? TableName : `${TableName}/index/${IndexName}`;
  const keysOf = RequestItems
    ? Object.entries(RequestItems).map(([table, batch]) => [table, itemsIn(batch).map(({ pk }) => pk.S)])
    : [[queried, [leadingKeyOf(request.input)]]];
  return keysOf.map(([table, keys]) => ({
    action: `dynamodb:${request.operation}`,
    resource: `arn:aws:dynamodb:${request.region}:${ACCOUNT}:table/${table}`,
    context: { ...globalContext(request), 'dynamodb:LeadingKeys': [...new Set(keys)] },
  }));
}

interface Item {
  readonly pk: { readonly S: string };
}
/** The keys that BatchGetItem reads or BatchWriteItem writes. */
type Batch = { readonly Keys: readonly Item[] } | readonly { readonly PutRequest: { readonly Item: Item } }[];

const itemsIn = (batch: Batch) => ('Keys' in batch ? batch.Keys : batch.map(({ PutRequest }) => PutRequest.Item));

function leadingKeyOf({ Item, Key, ExpressionAttributeValues }: ReceivedRequest['input']): string | undefined {
  const item = (Item ?? Key) as Item | undefined;
  // A Query names its key in an expression: `pk = :scope`.
  return item?.pk.S ?? (ExpressionAttributeValues as { ':scope'?: { S: string } } | undefined)?.[':scope']?.S;
}

/** Each entry is judged on its own: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html */
function toBus(request: ReceivedRequest): Call[] {
  const entries = request.input.Entries as readonly Record<'EventBusName' | 'Source' | 'DetailType', string>[];
  return entries.map(({ EventBusName, Source, DetailType }) => ({
    action: `events:${request.operation}`,
    resource: `arn:aws:events:${request.region}:${ACCOUNT}:event-bus/${EventBusName}`,
    context: { ...globalContext(request), 'events:source': [Source], 'events:detail-type': [DetailType] },
  }));
}
