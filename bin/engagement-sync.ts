import { App } from 'aws-cdk-lib';
import { EngagementSyncStack } from '../lib/engagement-sync-stack.ts';
import { PropsError } from '../lib/props/props-error.ts';
import { SettingsError } from '../lib/settings/settings.ts';

// Without autoSynth, which would write out what little there is of the stack after an error.
const app = new App({ autoSynth: false });
// The CLI says where it deploys to, so the stack can tell which services that region lacks.
const region = process.env.CDK_DEFAULT_REGION;
try {
  new EngagementSyncStack(app, 'EngagementSync', {
    description: 'Change feed for engagement invitations and contacts',
    ...(region && { env: { region } }),
  });
  app.synth();
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof PropsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
