import { Template } from 'aws-cdk-lib/assertions';
import { synthesizedTemplate } from '../../local/synthesized-template.ts';

export { CDK_CONTEXT } from '../../local/synthesized-template.ts';

/** The template for the settings in `context`. */
export const synthesize = (context?: Record<string, unknown>) =>
  Template.fromJSON(synthesizedTemplate({ contactEngagementRegions: 'us-east-1', ...context }));
