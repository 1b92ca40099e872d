import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface AlertTopicProps {
  readonly encryptionKey: IKey;
}

/** An encrypted topic that takes messages by TLS only, and alarms of this account. */
export class AlertTopic extends Topic {
  constructor(scope: Construct, id: string, { encryptionKey }: AlertTopicProps) {
    super(scope, id, { masterKey: encryptionKey, enforceSSL: true });
    // A topic with any policy loses the default one, which lets alarms through.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}

/** Topics need a key that is not AWS's: neither EventBridge nor alarms may use alias/aws/sns. */
export const alertKey = (scope: Construct) =>
  new Key(scope, 'AlertKey', {
    description: 'Encrypts the alerts of engagement-sync on their way',
    enableKeyRotation: true,
    // The longest there is. Each of the first two rotations makes a key dearer by a dollar a month, as much as all else
    // costs, and what it encrypts is on its way for seconds.
    rotationPeriod: Duration.days(2560),
    removalPolicy: RemovalPolicy.DESTROY,
  });
