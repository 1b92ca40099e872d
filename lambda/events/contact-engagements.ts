import * as v from 'valibot';
import { CONTACT_ENGAGEMENT_FIELDS } from '../apis/contact-engagements.ts';
import { DetailType } from '../core/contract.ts';
import { eventOf } from './envelope.ts';
import { fieldsOf, text } from './fields.ts';
import { Metadata } from './metadata.ts';

const { arn: _, ...fields } = fieldsOf(CONTACT_ENGAGEMENT_FIELDS);

export const ContactEngagement = v.pipe(
  v.object({ arn: text(CONTACT_ENGAGEMENT_FIELDS.arn.description), ...fields }),
  v.description('A contact or an escalation plan that is paged. A field that the API left out is absent, never null'),
);
export type ContactEngagement = v.InferOutput<typeof ContactEngagement>;

const PreviousEngagement = v.pipe(
  v.object(fields),
  v.description('The old values of the fields that changed. Usually {}, because there was no stop time before'),
);

const detail = {
  metadata: Metadata,
  region: text('The AWS region that was listed'),
  engagement: ContactEngagement,
};

export const ContactEngagementStarted = eventOf(
  DetailType.contactEngagementStarted,
  'An engagement is seen for the first time. It may have stopped already: see its stopTime',
  detail,
);
export const ContactEngagementStopped = eventOf(DetailType.contactEngagementStopped, 'The stop time appeared', {
  ...detail,
  previous: PreviousEngagement,
});
