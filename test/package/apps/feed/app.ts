import { App } from 'aws-cdk-lib';
import { PartnerStack } from './partner-stack.js';

const app = new App();
new PartnerStack(app);
app.synth();
