import { Duration } from 'aws-cdk-lib';
import { contactEngagementScope, contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import type { Source } from './source.ts';

export interface ContactEngagementsProps {
  /**
   * The regions in which Incident Manager is set up.
   *
   * @default ['us-east-1']
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
export const contactEngagementSource = ({
  regions = ['us-east-1'],
  rate = Duration.minutes(5),
}: ContactEngagementsProps = {}): Source => ({
  api: contactEngagements,
  scopes: regions.map(contactEngagementScope),
  rate,
});
