import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type CfnTopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { acknowledge } from '../security/acknowledge.ts';

export interface TopicProps {
  readonly emails?: readonly string[] | undefined;
  readonly encryptionKey: IKey | undefined;
}

/**
 * A topic for what the function of the alerts writes, by TLS only. Encrypted by AWS's own key for SNS, which costs nothing, unless
 * there is another one. EventBridge and alarms may not use that key; a function of this account may.
 */
export function alertTopic(scope: Construct, id: string, props: TopicProps): Topic {
  const topic = mailTopic(scope, id, props);
  // By its alias, AWS makes the key when it is first needed; by the ARN that CDK would write, it does not:
  // https://github.com/aws/aws-cdk/issues/22605
  if (!props.encryptionKey) (topic.node.defaultChild as CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
  return topic;
}

/**
 * A topic for alarms of this account. Alarms may not use AWS's own key for SNS, so without another one it is not encrypted at
 * rest: an alarm has no titles and no names in it.
 */
export function alarmTopic(scope: Construct, id: string, props: TopicProps): Topic {
  const topic = mailTopic(scope, id, props);
  // A topic with any policy loses the default one, which lets alarms through.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  if (!props.encryptionKey)
    acknowledge(topic, 'SNS2', 'Alarms cannot use the key of AWS, and say nothing that needs one.');
  return topic;
}

/** By TLS only. */
function mailTopic(scope: Construct, id: string, { emails = [], encryptionKey }: TopicProps): Topic {
  const topic = new Topic(scope, id, {
    // The sender's name in a mail; without one, it is "AWS Notifications".
    displayName: 'engagement-sync',
    ...(encryptionKey && { masterKey: encryptionKey }),
    enforceSSL: true,
  });
  for (const email of emails) topic.addSubscription(new EmailSubscription(email));
  return topic;
}
