import { App } from 'aws-cdk-lib';
import { OtherAccountStack } from './other-account-stack.ts';

const app = new App();
/** `EventBusArn` among the outputs of the feed's stack. The context of cdk.json is the place for it, or `-c` on the command line. */
const eventBusArn = app.node.tryGetContext('eventBusArn');
if (typeof eventBusArn !== 'string') {
  throw new Error(
    'The context "eventBusArn" must be the ARN of the event bus of the feed. Example: ' +
      'npx cdk deploy -c eventBusArn=arn:aws:events:us-east-1:111122223333:event-bus/partner-events',
  );
}
new OtherAccountStack(app, 'OtherAccount', { eventBusArn });
