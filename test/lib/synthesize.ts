import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { EngagementSyncStack } from '../../lib/engagement-sync-stack.ts';

// CDK's own validation of the template takes seconds; once is enough, in the test of the app.
process.env.CDK_VALIDATION = 'false';

/** The context without our settings: the feature flags, which decide what the template looks like. */
export const FEATURE_FLAGS = Object.fromEntries(
  Object.entries(cdkJson.context).filter(([key]) => key.startsWith('@aws-cdk')),
);

/** The template for the settings in `context`, without bundling the functions. */
export function synthesize(context: Record<string, unknown> = {}): Template {
  const app = new App({ context: { ...FEATURE_FLAGS, 'aws:cdk:bundling-stacks': [], ...context } });
  return Template.fromStack(new EngagementSyncStack(app, 'EngagementSync'));
}
