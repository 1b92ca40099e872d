import { join } from 'node:path';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledge } from '../../lib/security/acknowledge.ts';
import { InstalledExample } from './installed-example.ts';
import { itStandsAlone } from './stands-alone.ts';

// Compiles the package.
const SLOW_MACHINE_MS = 240_000;
const BUS = 'arn:aws:events:us-east-1:111122223333:event-bus/partner-events';

let example: InstalledExample;
let OtherAccountStack: new (app: App, id: string, props: { eventBusArn: string }) => Stack;
let template: Template;

const newApp = () => new App({ outdir: join(example.folder, 'nag.out') });

beforeAll(async () => {
  example = new InstalledExample('other-account');
  ({ OtherAccountStack } = await import(join(example.folder, 'other-account-stack.ts')));
  template = Template.fromStack(new OtherAccountStack(newApp(), 'OtherAccount', { eventBusArn: BUS }));
}, SLOW_MACHINE_MS);
afterAll(() => example.remove());

/** The logical id, which CDK makes from the names in the stack. */
const idOf = (type: string, name: string) => {
  const found = Object.keys(template.findResources(type)).find((id) => new RegExp(`^${name}[0-9A-F]{8}$`).test(id));
  if (!found) throw new Error(`no ${type} ${name}`);
  return found;
};
const arnOf = (type: string, name: string) => ({ 'Fn::GetAtt': [idOf(type, name), 'Arn'] });
const queueArn = (name: string) => arnOf('AWS::SQS::Queue', name);

itStandsAlone(() => example, SLOW_MACHINE_MS);

describe('the app', () => {
  const run = (...args: string[]) => example.run('node', ['node_modules/.bin/cdk', 'synth', '--no-notices', ...args]);

  it('puts one rule on the bus that it is told', () => {
    expect(run('--context', `eventBusArn=${BUS}`).split(`EventBusName: ${BUS}`)).toHaveLength(2);
  });

  it('wants to be told which', () => {
    expect(() => run()).toThrow('The context "eventBusArn" must be the ARN of the event bus of the feed');
  });
});

describe('the stack', () => {
  it('leads warnings of expiry from its own bus to the queue, and what is not taken to another', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: { Ref: idOf('AWS::Events::EventBus', 'FeedEventBus') },
      EventPattern: {
        source: ['engagement-sync'],
        'detail-type': ['Engagement Invitation Expiring'],
        detail: { engagementInvitation: { participantType: ['Receiver'] } },
      },
      Targets: [Match.objectLike({ Arn: queueArn('Expiring'), DeadLetterConfig: { Arn: queueArn('Undelivered') } })],
    });
  });

  it('gets all events of the feed on its own bus, and keeps what does not arrive', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: BUS,
      EventPattern: { source: ['engagement-sync'] },
      Targets: [
        Match.objectLike({
          Arn: arnOf('AWS::Events::EventBus', 'FeedEventBus'),
          DeadLetterConfig: { Arn: queueArn('FeedDeadLetterQueue') },
        }),
      ],
    });
  });

  it('keeps what the consumer of the queue fails at', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: { deadLetterTargetArn: queueArn('ExpiringFailed'), maxReceiveCount: 5 },
    });
  });

  it('tells where things are', () => {
    for (const name of ['ExpiringQueueUrl', 'UnrelayedQueueName', 'UndeliveredQueueName']) template.hasOutput(name, {});
  });
});

describe('the AwsSolutions pack and the validation of templates', () => {
  function validate(spoil: (stack: Stack) => void = () => {}) {
    // Other tests switch CDK's own validation off.
    delete process.env.CDK_VALIDATION;
    const app = newApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const stack = new OtherAccountStack(app, 'OtherAccount', { eventBusArn: BUS });
    const undelivered = stack.node.findChild('Undelivered');
    acknowledge(undelivered, 'SQS3', 'It is a dead-letter queue, where cdk-nag does not look.');
    spoil(stack);
    app.synth();
  }

  it('find nothing', { timeout: SLOW_MACHINE_MS }, () => validate());

  it('do find what is wrong', () => {
    expect(() => validate((stack) => new Queue(stack, 'Plain'))).toThrow('AwsSolutions::AwsSolutions-SQS4');
  });
});
