import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { acknowledge } from '../../lib/security/acknowledge.ts';
import { InstalledExample } from './installed-example.ts';
import { itStandsAlone } from './stands-alone.ts';

// Compiles the package.
const SLOW_MACHINE_MS = 240_000;

let example: InstalledExample;
let SubscriberStack: new (app: App, id: string) => Stack;
let template: Template;

const newApp = () => new App({ outdir: join(example.folder, 'nag.out'), context: { 'aws:cdk:bundling-stacks': [] } });

beforeAll(async () => {
  example = new InstalledExample('subscriber');
  ({ SubscriberStack } = await import(join(example.folder, 'subscriber-stack.ts')));
  // CDK uses the lock file nearest to this folder as the app's.
  vi.spyOn(process, 'cwd').mockReturnValue(example.folder);
  template = Template.fromStack(new SubscriberStack(newApp(), 'Subscriber'));
}, SLOW_MACHINE_MS);
afterAll(() => {
  vi.restoreAllMocks();
  example.remove();
});

const resources = (type: string): [string, Record<string, unknown>][] =>
  Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties]);
/** The logical id that CDK makes from the name in the stack. */
const idOf = (type: string, name: string) => {
  const found = resources(type).find(([id]) => new RegExp(`^${name}[0-9A-F]{8}$`).test(id));
  if (!found) throw new Error(`no ${type} ${name}`);
  return found[0];
};
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const queueArn = (id: string) => arnOf(idOf('AWS::SQS::Queue', id));

itStandsAlone(() => example, SLOW_MACHINE_MS);

describe('the stack', () => {
  const parameter = (name: string) => ({ Ref: Match.stringLikeRegexp(`^SsmParameterValueengagementsync${name}`) });
  const logGroupArn = () => ({
    'Fn::Join': ['', Match.arrayWith([':log-group:', { Ref: idOf('AWS::Logs::LogGroup', 'ContactEngagements') }])],
  });
  const lambdaArn = () => arnOf(idOf('AWS::Lambda::Function', 'Reminder'));

  it.each([
    ['Accepted', {}, () => queueArn('Accepted')],
    ['Created', { detail: { engagementInvitation: { status: ['ACCEPTED'] } } }, () => queueArn('Accepted')],
    ['Expiring', { detail: { engagementInvitation: { participantType: ['Receiver'] } } }, lambdaArn],
  ])('leads invitations that are %s to their target, and what is not taken to a queue', (name, filter, target) => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: parameter('eventbusarn'),
      EventPattern: { source: [parameter('eventsource')], 'detail-type': [`Engagement Invitation ${name}`], ...filter },
      Targets: [Match.objectLike({ Arn: target(), DeadLetterConfig: { Arn: queueArn('Undelivered') } })],
    });
  });

  it.each(['Started', 'Stopped'])('leads contact engagements that are %s to the log', (name) => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: [parameter('eventsource')], 'detail-type': [`Contact Engagement ${name}`] },
      Targets: [Match.objectLike({ Arn: logGroupArn(), DeadLetterConfig: { Arn: queueArn('Undelivered') } })],
    });
  });

  it('encrypts each queue, and lets in only what comes by TLS', () => {
    const queues = resources('AWS::SQS::Queue');
    expect(queues).toHaveLength(3);
    for (const [id, properties] of queues) {
      expect(properties, id).toMatchObject({ SqsManagedSseEnabled: true });
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: id }],
        PolicyDocument: Match.objectLike({
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Deny',
              Action: 'sqs:*',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ]),
        }),
      });
    }
  });

  it('lets each rule, and no other, leave behind what is not taken', () => {
    const statements = resources('AWS::SQS::QueuePolicy').flatMap(([id, { PolicyDocument }]) =>
      id.startsWith('Undelivered') ? (PolicyDocument as { Statement: { Condition: unknown }[] }).Statement : [],
    );
    const rules = resources('AWS::Events::Rule').map(([id]) => id);
    expect(rules).toHaveLength(5);
    // The first statement is about TLS.
    expect(statements).toHaveLength(1 + rules.length);
    expect(statements.map(({ Condition }) => Condition)).toEqual(
      expect.arrayContaining(rules.map((id) => ({ ArnEquals: { 'aws:SourceArn': arnOf(id) } }))),
    );
  });

  it('keeps what the consumer of the queue or the function fails at', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: { deadLetterTargetArn: queueArn('AcceptedFailed'), maxReceiveCount: 5 },
    });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: queueArn('Undelivered') } },
    });
  });

  it('lets EventBridge write the log, without a function of CDK', () => {
    expect(resources('AWS::Lambda::Function')).toHaveLength(1);
    const [[, policy]] = resources('AWS::Logs::ResourcePolicy') as [[string, Record<string, unknown>]];
    const document = JSON.stringify(policy.PolicyDocument);
    expect(document).toContain('events.amazonaws.com');
    expect(document).toContain(idOf('AWS::Logs::LogGroup', 'ContactEngagements'));
  });

  it('tells where things are', () => {
    for (const name of ['AcceptedQueueUrl', 'ReminderFunctionName', 'ContactEngagementsLogGroupName']) {
      template.hasOutput(name, {});
    }
  });
});

describe('the AwsSolutions pack and the validation of templates', () => {
  function validate(spoil: (stack: Stack) => void = () => {}) {
    // Other tests switch CDK's own validation off.
    delete process.env.CDK_VALIDATION;
    const app = newApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const stack = new SubscriberStack(app, 'Subscriber');
    const { node } = stack;
    acknowledge(node.findChild('Undelivered'), 'SQS3', 'It is a dead-letter queue, where cdk-nag does not look.');
    acknowledge(
      node.findChild('ReminderIdempotency'),
      'DDB3',
      'Without its items, reminders of the last days may come once more. An old state of them would not help.',
    );
    spoil(stack);
    app.synth();
  }

  it('find nothing', { timeout: SLOW_MACHINE_MS }, () => validate());

  it('do find what is wrong', () => {
    expect(() => validate((stack) => new Queue(stack, 'Plain'))).toThrow('AwsSolutions::AwsSolutions-SQS4');
  });
});
