import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { IRule, IRuleTarget, RuleTargetConfig } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

const EVENTS = new ServicePrincipal('events.amazonaws.com');

/**
 * Writes events to a log group. CDK's CloudWatchLogGroup does so too, but with a function of its own for the policy, and
 * one policy for each rule. An account has 10 of them in a region
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html).
 */
export class LogGroupTarget implements IRuleTarget {
  constructor(
    private readonly logGroup: LogGroup,
    private readonly deadLetterQueue: IQueue,
  ) {
    // EventBridge takes no role here: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
    logGroup.addToResourcePolicy(
      new PolicyStatement({
        principals: [EVENTS, new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
  }

  bind(rule: IRule): RuleTargetConfig {
    this.deadLetterQueue.addToResourcePolicy(
      new PolicyStatement({
        principals: [EVENTS],
        actions: ['sqs:SendMessage'],
        resources: [this.deadLetterQueue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
      }),
    );
    const { logGroupName: resourceName } = this.logGroup;
    const name = { service: 'logs', resource: 'log-group', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME };
    return { arn: Stack.of(this.logGroup).formatArn(name), deadLetterConfig: { arn: this.deadLetterQueue.queueArn } };
  }
}
