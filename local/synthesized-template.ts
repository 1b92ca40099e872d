import { Annotations, App } from 'aws-cdk-lib';
import cdkJson from '../cdk.json' with { type: 'json' };
import { EngagementSyncStack } from '../lib/engagement-sync-stack.ts';

// CDK's own validation of the template takes seconds; once is enough, in the test of the app.
process.env.CDK_VALIDATION = 'false';

/** The context without our settings: the feature flags, which decide what the template looks like, and no copies of the functions. */
export const CDK_CONTEXT = {
  ...Object.fromEntries(Object.entries(cdkJson.context).filter(([key]) => key.startsWith('@aws-cdk'))),
  'aws:cdk:disable-asset-staging': true,
};

export interface TemplateResource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shapes, of any service
  readonly Properties?: Readonly<Record<string, any>>;
}

export interface SynthesizedTemplate {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

/**
 * The template for the settings in `context`.
 *
 * @param region of the stack; without one, the template is for any
 */
export function synthesizedTemplate(context: Record<string, unknown> = {}, region?: string): SynthesizedTemplate {
  const app = new App({ context: { ...CDK_CONTEXT, ...context } });
  const stack = new EngagementSyncStack(app, 'EngagementSync', region ? { env: { region } } : {});
  // Nobody deploys it, so nobody has to get its alarms.
  Annotations.of(stack).acknowledgeWarning('engagement-sync:alarms');
  const { template } = app.synth().getStackArtifact(stack.artifactId);
  return template;
}
