import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, expect, it, vi } from 'vitest';
import { EngagementSync } from '../../lib/engagement-sync.ts';
import { EngagementSyncStack } from '../../lib/engagement-sync-stack.ts';
import { CDK_CONTEXT } from '../lib/synthesize.ts';

// Other tests switch off CDK's own validation of the template, because it takes seconds.
vi.setConfig({ testTimeout: 180_000 });
vi.stubEnv('CDK_VALIDATION', undefined);
afterAll(() => vi.unstubAllEnvs());

const outdir = mkdtempSync(join(tmpdir(), 'engagement-sync-nag-'));
afterAll(() => rmSync(outdir, { recursive: true }));

function validate(context: Record<string, unknown>, spoil: (stack: EngagementSyncStack) => void = () => {}) {
  const app = new App({ outdir, context: { ...CDK_CONTEXT, ...context } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  spoil(new EngagementSyncStack(app, 'EngagementSync'));
  app.synth();
}

it.each([
  {},
  { catalogs: 'AWS,Sandbox', alertEmails: 'sales@example.com', alertChat: 'true', alertCatalogs: 'AWS,Sandbox' },
  {
    encryptionKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    eventBusName: 'partner-events',
  },
])('the AwsSolutions pack and the validation of templates find nothing with %j', (context) => {
  validate(context);
});

it('nor in what other accounts subscribe by, on either side', () => {
  const bus = 'arn:aws:events:us-east-1:111122223333:event-bus/partner-events';
  validate({}, (stack) => {
    EngagementSync.fromEventBusArn(stack, 'Relayed', bus);
    const allowed = { allowAccounts: ['444455556666'], allowOrganization: 'o-a1b2c3d4e5' };
    new EngagementSync(stack, 'Allowing', { ...allowed, parameterPath: '/allowing' });
  });
});

it('they do find what is wrong', () => {
  expect(() => validate({}, (stack) => new Queue(stack, 'Plain'))).toThrow('AwsSolutions::AwsSolutions-SQS4');
});
