import { PHYSICAL_NAMES } from '../../local/synthesized-stack.ts';

export const ACCOUNT = '111122223333';

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': ACCOUNT,
};

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`;

const ARNS: Readonly<Record<string, (id: string) => string>> = {
  'AWS::DynamoDB::Table': () => arn('dynamodb', `table/${PHYSICAL_NAMES['AWS::DynamoDB::Table']}`),
  'AWS::Events::EventBus': () => arn('events', `event-bus/${PHYSICAL_NAMES['AWS::Events::EventBus']}`),
  'AWS::KMS::Key': () => arn('kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab'),
  'AWS::Lambda::Function': (id) => arn('lambda', `function:${id}`),
  // With the ending that stands for its streams.
  'AWS::Logs::LogGroup': (id) => arn('logs', `log-group:${id}:*`),
  'AWS::SNS::Topic': (id) => arn('sns', id),
  'AWS::SQS::Queue': (id) => arn('sqs', id),
};

type Resources = Readonly<Record<string, { readonly Type: string }>>;

/** What CloudFormation would make of a value in the template. What is not understood here is refused, not guessed at. */
export function textOf(resources: Resources, value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Join': join, 'Fn::GetAtt': get } = value as Record<string, unknown>;
  const pseudo = PSEUDO_PARAMETERS[String(Ref)];
  if (pseudo !== undefined) return pseudo;
  if (join) {
    const [separator, parts] = join as [string, unknown[]];
    return parts.map((part) => textOf(resources, part)).join(separator);
  }
  if (resources[String(Ref)]?.Type === 'AWS::Events::EventBus') return String(PHYSICAL_NAMES['AWS::Events::EventBus']);
  // The only resources here whose Ref is an ARN.
  const isTopic = resources[String(Ref)]?.Type === 'AWS::SNS::Topic';
  const [id = '', attribute] = isTopic ? [String(Ref), 'Arn'] : ((get ?? []) as string[]);
  const arnOf = ARNS[resources[id]?.Type ?? ''];
  if (attribute !== 'Arn' || !arnOf) throw new Error(`Not understood: ${JSON.stringify(value)}`);
  return arnOf(id);
}

/** The same for all that is in a value, such as a policy. */
export function resolved(resources: Resources, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => resolved(resources, part));
  const entries = Object.entries(value);
  if (entries.some(([key]) => key === 'Ref' || key.startsWith('Fn::'))) return textOf(resources, value);
  return Object.fromEntries(entries.map(([key, part]) => [key, resolved(resources, part)]));
}
