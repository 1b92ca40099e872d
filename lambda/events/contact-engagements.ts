import * as v from 'valibot';
import { DetailType } from '../core/contract.ts';
import { eventOf } from './envelope.ts';
import { date, maybe, text } from './fields.ts';
import { Metadata } from './metadata.ts';

const fields = {
  contactArn: maybe(text('Of the contact or escalation plan')),
  sender: maybe(text('Who started it')),
  incidentId: maybe(text('The incident it belongs to; absent without one')),
  startTime: maybe(date('When it started')),
  stopTime: maybe(date('When it stopped; absent as long as it has not')),
};

export const ContactEngagement = v.pipe(
  v.object({ arn: text('Of the engagement'), ...fields }),
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
