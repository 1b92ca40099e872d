import { Duration } from 'aws-cdk-lib';
import { contactEngagementScope, contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import type { Source } from './source.ts';

export interface ContactEngagementsProps {
  /**
   * The regions in which Incident Manager is set up.
   *
   * @default - the region of the stack. If Incident Manager cannot be had there, that is no failure, and the log says so once a day
   */
  readonly regions?: readonly string[] | undefined;

  /**
   * Time between two syncs of one region, in whole minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly rate?: Duration | undefined;
}

/** Incident Manager's engagements of contacts: one scope for each region. */
export const contactEngagementSource = (
  { regions, rate = Duration.minutes(5) }: ContactEngagementsProps,
  stackRegion: string,
): Source => ({
  api: contactEngagements,
  scopes: (regions ?? [stackRegion]).map(contactEngagementScope),
  rate,
  ...(!regions && { isTolerated: true }),
});
