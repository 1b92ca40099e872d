import { describe, expect, it } from 'vitest';
import { Environment } from '../../../lambda/core/contract.ts';
import { synthesize } from '../synthesize.ts';

const template = synthesize();
const idsOf = (type: string) => Object.keys(template.findResources(type));
const [TABLE] = idsOf('AWS::DynamoDB::Table');
const [EVENT_BUS] = idsOf('AWS::Events::EventBus');

describe.each(['Invitations', 'ContactEngagements'])('the function of %s', (source) => {
  const [functionId] = idsOf('AWS::Lambda::Function').filter((id) => id.includes(source));
  const [logGroupId] = idsOf('AWS::Logs::LogGroup').filter((id) => id.includes(source));
  const propertiesOf = (from = template) =>
    Object.entries(from.findResources('AWS::Lambda::Function')).find(([id]) => id === functionId)?.[1].Properties;

  it('is an ARM function for Node 24 with a log of its own', () => {
    expect(propertiesOf()).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: 256,
      LoggingConfig: { LogGroup: { Ref: logGroupId } },
    });
  });

  it('keeps its log for a month, and not after the stack is gone', () => {
    expect(template.findResources('AWS::Logs::LogGroup')[logGroupId ?? '']).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { RetentionInDays: 30 },
    });
  });

  it('is not run again by Lambda', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: functionId },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 900,
    });
  });

  it.each([
    ['PT1M', 60],
    ['PT5M', 300],
    ['PT15M', 900],
    ['PT1H', 900],
  ])('at a rate of %s ends within %i seconds', (rate, timeoutSeconds) => {
    const other = synthesize({ invitationsRate: rate, contactEngagementsRate: rate });
    expect(propertiesOf(other).Timeout).toBe(timeoutSeconds);
  });

  it('finds its settings in the environment', () => {
    expect(propertiesOf().Environment.Variables).toEqual({
      [Environment.tableName]: { Ref: TABLE },
      [Environment.eventBusName]: { Ref: EVENT_BUS },
      [Environment.eventSource]: 'engagement-sync',
      [Environment.baseline]: 'open',
      [Environment.expiryThresholds]:
        '[{"threshold":"P3D","beforeMs":259200000},{"threshold":"P1D","beforeMs":86400000},{"threshold":"PT4H","beforeMs":14400000}]',
      [Environment.callsPerSecond]: '5',
      [Environment.nativeWakeUp]: 'true',
      [Environment.toleratedScopes]: '[]',
      [Environment.announceCompletion]: 'true',
      NODE_OPTIONS: '--enable-source-maps --max-old-space-size=128',
      POWERTOOLS_SERVICE_NAME: 'engagement-sync',
    });
  });

  it('finds changed settings there too', () => {
    const other = synthesize({
      eventSource: 'com.example',
      baseline: 'all',
      expiryThresholds: 'P1DT12H',
      callsPerSecond: '2.5',
      announceCompletion: 'false',
    });
    expect(propertiesOf(other).Environment.Variables).toMatchObject({
      EVENT_SOURCE: 'com.example',
      BASELINE: 'all',
      EXPIRY_THRESHOLDS: '[{"threshold":"P1DT12H","beforeMs":129600000}]',
      CALLS_PER_SECOND: '2.5',
      ANNOUNCE_COMPLETION: 'false',
    });
  });
});
