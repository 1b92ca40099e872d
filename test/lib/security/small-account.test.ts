import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { EngagementSync } from '../../../lib/index.ts';
import { CDK_CONTEXT, synthesize } from '../synthesize.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}
const resourcesOf = (template: Template) => Object.entries(template.toJSON().Resources as Record<string, Resource>);
const ofType = (template: Template, type: string) =>
  resourcesOf(template)
    .filter(([, { Type }]) => Type === type)
    .map(([, { Properties = {} }]) => Properties);

/**
 * Every type that may be in the template, with the property that names the resource within its account and region; `null`
 * if it has none. Check a new type before you add it: not every account can create a service-linked role, the network of a
 * VPC, or CDK's function behind a custom resource.
 */
const NAMED_BY: Readonly<Record<string, string | null>> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::EventSchemas::Registry': 'RegistryName',
  'AWS::EventSchemas::Schema': null,
  'AWS::Events::Archive': 'ArchiveName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Policy': null,
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::EventInvokeConfig': null,
  'AWS::Lambda::EventSourceMapping': null,
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Lambda::Permission': null,
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SNS::Subscription': null,
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SNS::TopicPolicy': null,
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SQS::QueuePolicy': null,
  'AWS::SSM::Parameter': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
};

const REGIONS = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1'].concat(
  ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'ap-south-1', 'ap-northeast-1'],
  ['ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2'],
);
const LARGE = {
  catalogs: 'AWS,Sandbox',
  contactEngagementRegions: REGIONS.join(),
  alertEmails: 'sales@example.com',
  alertChat: 'true',
  alertCatalogs: 'AWS,Sandbox',
};

describe.each([
  ['with the defaults', {}],
  ['with everything', LARGE],
])('in a small or new account, a stack %s', (_, context) => {
  const template = synthesize(context);

  it('has only resources that any account can create', () => {
    const unknown = resourcesOf(template).filter(([, { Type }]) => !(Type in NAMED_BY));
    expect(unknown.map(([id, { Type }]) => `${id} ${Type}`)).toEqual([]);
  });

  // "New AWS accounts have reduced concurrency and memory quotas", and 100 executions must stay unreserved: AWS would refuse
  // any reservation there. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html and
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html. How much memory, AWS does not say.
  it('reserves no concurrency, and needs little memory', () => {
    for (const properties of ofType(template, 'AWS::Lambda::Function')) {
      expect(properties).not.toHaveProperty('ReservedConcurrentExecutions');
      expect(properties.MemorySize).toBeLessThanOrEqual(512);
    }
    expect(JSON.stringify(template.toJSON())).not.toContain('ProvisionedConcurrency');
  });

  // Addresses and interfaces of a VPC have quotas, and a function in one reaches AWS only if somebody set up a way.
  it('puts no function into a VPC', () => {
    for (const properties of ofType(template, 'AWS::Lambda::Function'))
      expect(properties).not.toHaveProperty('VpcConfig');
  });

  // A deployer may have only CAPABILITY_IAM; names need CAPABILITY_NAMED_IAM.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
  it('names no role', () => {
    for (const properties of ofType(template, 'AWS::IAM::Role')) expect(properties).not.toHaveProperty('RoleName');
  });

  // 100 rules a bus in the smallest regions, 5 targets a rule, 2048 characters a pattern; a template of 500 resources.
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
  it('keeps within the default quotas', () => {
    const rules = ofType(template, 'AWS::Events::Rule');
    expect(rules.length).toBeLessThanOrEqual(10);
    for (const { Targets, EventPattern } of rules) {
      expect((Targets as unknown[]).length).toBeLessThanOrEqual(5);
      expect(JSON.stringify(EventPattern).length).toBeLessThanOrEqual(2048);
    }
    expect(resourcesOf(template).length).toBeLessThanOrEqual(500);
  });
});

// Two of them in one account also show that one fits beside other resources.
it('two in one account and region have nothing of the same name but the parameters, which have a setting', () => {
  const namesIn = (id: string) => {
    const stack = new Stack(new App({ context: CDK_CONTEXT }), id);
    new EngagementSync(stack, 'Sync', { expiryAlerts: { chat: true } });
    return resourcesOf(Template.fromStack(stack)).flatMap(([, { Type, Properties = {} }]) => {
      const name = Properties[NAMED_BY[Type] ?? ''];
      return name === undefined ? [] : [`${Type} ${JSON.stringify(name)}`];
    });
  };
  const [ours, theirs] = [namesIn('Ours'), namesIn('Theirs')];
  expect(ours).toContainEqual(expect.stringMatching('AWS::Events::EventBus "Ours'));
  expect(ours.filter((name) => theirs.includes(name))).toEqual([
    'AWS::SSM::Parameter "/engagement-sync/event-bus-arn"',
    'AWS::SSM::Parameter "/engagement-sync/event-source"',
  ]);
});
