import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PartnerStack } from '../lib/partner-stack';

test('the stack of a consumer, in Jest, as cdk init sets it up', () => {
  const template = Template.fromStack(new PartnerStack(new App()));
  template.resourceCountIs('AWS::Lambda::Function', 2);
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { 'detail-type': ['Engagement Invitation Expiring'] },
  });
});
