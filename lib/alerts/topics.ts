import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, type IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { acknowledge } from '../security/acknowledge.ts';

export interface TopicProps {
  readonly emails?: readonly string[] | undefined;
  readonly encryptionKey: IKey | undefined;
}

/** Whom the mails are from: "AWS Notifications", otherwise. */
const displayName = 'engagement-sync';

/**
 * A topic for what the function of the alerts writes, by TLS only. Encrypted by AWS's own key for SNS, which costs nothing, unless
 * there is another one. EventBridge and alarms may not use that key; a function of this account may.
 */
export function alertTopic(scope: Construct, id: string, { emails = [], encryptionKey }: TopicProps): Topic {
  const masterKey = encryptionKey ?? Alias.fromAliasName(scope, `${id}Key`, 'alias/aws/sns');
  const topic = new Topic(scope, id, { displayName, masterKey, enforceSSL: true });
  for (const email of emails) topic.addSubscription(new EmailSubscription(email));
  return topic;
}

/**
 * A topic for alarms of this account. Alarms may not use AWS's own key for SNS, so without another one it is not encrypted at
 * rest: an alarm has no titles and no names in it.
 */
export function alarmTopic(scope: Construct, id: string, { emails = [], encryptionKey }: TopicProps): Topic {
  const topic = new Topic(scope, id, {
    displayName,
    ...(encryptionKey && { masterKey: encryptionKey }),
    enforceSSL: true,
  });
  for (const email of emails) topic.addSubscription(new EmailSubscription(email));
  // A topic with any policy loses the default one, which lets alarms through.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  if (!encryptionKey) acknowledge(topic, 'SNS2', 'Alarms cannot use the key of AWS, and say nothing that needs one.');
  return topic;
}
