import type { Duration } from 'aws-cdk-lib';
import { EventField, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { DetailType } from '../../lambda/apis/detail-types.ts';

const PARTNER_CENTRAL = 'https://console.aws.amazon.com/partnercentral/';

const invitation = (field: string) => EventField.fromPath(`$.detail.engagementInvitation.${field}`);

/*
 * Written by the input transformers of rules, which cannot calculate: "less than a day" comes from the threshold, and
 * there is a rule for each. A field that is absent leaves a gap. Angle brackets cannot be escaped, so links stand as they are.
 */

/** For a mail. SNS puts each line in quotation marks. */
export const mailMessage = (threshold: Duration) =>
  RuleTargetInput.fromMultilineText(
    [
      `An invitation to your company in AWS Partner Central expires in less than ${threshold.toHumanString()}, unanswered.`,
      `Invited by: ${invitation('senderCompanyName')} (${invitation('senderAccountId')})`,
      `Title: ${invitation('engagementTitle')}`,
      `Expires: ${invitation('expirationDate')} (UTC), in less than ${threshold.toHumanString()}`,
      `What to do: sign in to Partner Central, find the invitation, and accept or reject it. After it has expired, nobody can.`,
      `Partner Central: ${PARTNER_CENTRAL}`,
      `Invitation: ${invitation('id')}, ${invitation('payloadType')}, catalog ${EventField.fromPath('$.detail.catalog')}`,
    ].join('\n'),
  );

/**
 * For a chat channel, as Amazon Q Developer's custom notification, version 1.0. What people have typed stands alone in its
 * string, where EventBridge quotes it as a whole; within other text a quotation mark in a title would end the string.
 */
export const chatMessage = (threshold: Duration) =>
  RuleTargetInput.fromObject({
    version: '1.0',
    source: 'custom',
    id: EventField.fromPath('$.detail.metadata.eventId'),
    content: {
      textType: 'client-markdown',
      title: `:hourglass: Invitation expires in less than ${threshold.toHumanString()}, unanswered`,
      description: invitation('engagementTitle'),
      nextSteps: [
        `Accept or reject invitation ${invitation('id')} before ${invitation('expirationDate')} (UTC). After that, nobody can.`,
        `Partner Central: ${PARTNER_CENTRAL}`,
      ],
      keywords: [invitation('senderCompanyName'), invitation('payloadType'), EventField.fromPath('$.detail.catalog')],
    },
    metadata: {
      threadId: invitation('id'),
      summary: `Invitation expires in less than ${threshold.toHumanString()}`,
      eventType: DetailType.invitationExpiring,
    },
  });
