import { contactEngagementScope } from '../../lambda/apis/contact-engagements.ts';
import { invitationScope } from '../../lambda/apis/invitations.ts';
import {
  accepted,
  extended,
  type Invitation,
  invited,
  type Page,
  paged,
  rejected,
  renamed,
  stopped,
  type Turn,
} from './story-turns.ts';

/*
 * Fifteen days in May 2021 at Example Corp, an AWS partner. AWS refers customers, and gives about five business days to
 * answer; another partner, Octank, gives fifteen days. One evening, an incident wakes people up.
 */

export const BEGINS_AT = '2021-05-16T12:00:00.000Z';
export const ENDS_AT = '2021-05-31T12:00:00.000Z';

const RECEIVED = invitationScope('AWS', 'RECEIVER');
const PAGES = contactEngagementScope('us-east-2');

/** How often to sync each scope; without `from` and `to`, all the time. Less often than a stack does, to be quick. */
export const SYNCS = [
  { scope: RECEIVED, everyMinutes: 120 },
  { scope: PAGES, everyMinutes: 720 },
  { scope: PAGES, everyMinutes: 5, from: '2021-05-18T18:15:00.000Z', to: '2021-05-18T18:55:00.000Z' },
  { scope: PAGES, everyMinutes: 5, from: '2021-05-18T20:35:00.000Z', to: '2021-05-18T21:05:00.000Z' },
];

const AWS = { account: 'AWS', company: 'AWS' };
const OCTANK = { account: '444455556666', company: 'Octank' };

const opportunity = (name: string, title: string, from: Invitation['from'], expires: string): Invitation => ({
  id: `engi-${name}`,
  engagementId: `eng-${name}0`,
  title,
  from,
  payloadType: 'OpportunityInvitation',
  expires,
});

const airline = opportunity('3fk81q0v7zt2m', 'Contact center for an airline', AWS, '2021-04-27T18:00:00.000Z');
const utility = opportunity('5c0wn2x9rj4ah', 'Data lake for a utility', AWS, '2021-05-07T18:00:00.000Z');
const museum = opportunity('6yb4d8s1ue3pk', 'Web shop for a museum', OCTANK, '2021-05-13T08:00:00.000Z');
const bank = opportunity('8m2vq6t0xc5gz', 'Data platform for a bank', OCTANK, '2021-05-27T14:00:00.000Z');
const retailer = opportunity('a7r3kd9w1hn4s', 'Cloud migration for a retailer', AWS, '2021-05-24T18:00:00.000Z');
const hospital: Invitation = {
  ...opportunity('b4z8pf2y6ql0e', 'Patient portal for a hospital', AWS, '2021-05-25T18:00:00.000Z'),
  payloadType: 'LeadInvitation',
};
const insurer = opportunity('d9h1xm5j3vt7c', 'Claims analytics, insurer', AWS, '2021-05-26T18:00:00.000Z');
const school = opportunity('f2u6wb0n8ks5r', 'Backup for a school district', AWS, '2021-05-27T18:00:00.000Z');
const factory = opportunity('g5e0tc7p4ya9d', 'SAP migration', OCTANK, '2021-06-04T09:00:00.000Z');

/** The pages of the ListEngagements documentation's example. */
const page = (contact: string, uuid: string): Page => ({
  arn: `arn:aws:ssm-contacts:us-east-2:111122223333:engagement/${contact}/${uuid}`,
  contactArn: `arn:aws:ssm-contacts:us-east-2:111122223333:contact/${contact}`,
  sender: 'cli',
});
const firstPage = page('akuam', '607ced0e-e8fa-4ea7-8958-a237b8803f8f');
const escalation = page('example_escalation', '69e40ce1-8dbb-4d57-8962-5fbe7fc53356');
const secondPage = page('akuam', '78a29753-3674-4ac5-9f83-0468563567f0');
const thirdPage = page('akuam', '91792571-0b53-4821-9f73-d25d13d9e529');

export interface Step {
  /** ISO 8601 UTC */
  readonly at: string;
  readonly happens: Turn;
}

export const STORY: readonly Step[] = [
  // Before the first sync. It records settled invitations silently, and announces open ones.
  { at: '2021-04-20T10:15:00.000Z', happens: invited(airline) },
  { at: '2021-04-22T13:40:00.000Z', happens: accepted(airline) },
  { at: '2021-04-28T08:00:00.000Z', happens: invited(museum) },
  { at: '2021-04-30T16:05:00.000Z', happens: invited(utility) },
  { at: '2021-05-04T09:30:00.000Z', happens: rejected(utility) },
  { at: '2021-05-12T14:00:00.000Z', happens: invited(bank) },

  { at: '2021-05-17T09:10:00.000Z', happens: invited(retailer) },
  { at: '2021-05-18T13:25:00.000Z', happens: invited(hospital) },

  // Akuam does not answer the first page, so the escalation plan begins and pages once more. Then it is quiet until the fix
  // turns out not to work.
  { at: '2021-05-18T18:20:58.093Z', happens: paged(firstPage) },
  { at: '2021-05-18T18:25:41.151Z', happens: paged(escalation) },
  { at: '2021-05-18T18:40:26.666Z', happens: paged(secondPage) },
  { at: '2021-05-18T18:47:12.480Z', happens: stopped(secondPage) },
  { at: '2021-05-18T18:47:12.731Z', happens: stopped(firstPage) },
  { at: '2021-05-18T18:51:37.902Z', happens: stopped(escalation) },
  { at: '2021-05-18T20:37:50.300Z', happens: paged(thirdPage) },
  { at: '2021-05-18T21:04:19.255Z', happens: stopped(thirdPage) },

  // Octank's invitation does not fit; the hospital's does.
  { at: '2021-05-19T08:45:00.000Z', happens: rejected(bank) },
  { at: '2021-05-19T10:40:00.000Z', happens: invited(insurer) },
  { at: '2021-05-20T07:55:00.000Z', happens: accepted(hospital) },
  { at: '2021-05-20T09:00:00.000Z', happens: invited(factory) },
  { at: '2021-05-20T14:20:00.000Z', happens: invited(school) },
  { at: '2021-05-21T11:30:00.000Z', happens: renamed(factory, 'SAP on AWS for a factory') },

  // Over the weekend nobody reads the warnings. The last one is read, and the retailer is accepted just in time.
  { at: '2021-05-24T15:20:00.000Z', happens: accepted(retailer) },

  // The insurer needs longer to decide: AWS moves the date, and the warnings start again.
  { at: '2021-05-25T19:10:00.000Z', happens: extended(insurer, '2021-06-02T18:00:00.000Z') },

  // Nobody answers the school district. It expires on 27 May, after its three warnings.
];
