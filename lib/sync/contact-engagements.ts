import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { contactEngagementScope } from '../../lambda/core/contract.ts';
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
export function contactEngagementSource(props: ContactEngagementsProps = {}): Source {
  const { regions = ['us-east-1'], rate = Duration.minutes(5) } = props;

  return {
    id: 'ContactEngagements',
    handler: contactEngagements.name,
    scopes: regions.map(contactEngagementScope),
    rate,
    permission: new PolicyStatement({
      actions: [contactEngagements.list.iamAction],
      // The action knows neither resources nor condition keys of its own, but every call is made to some region.
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': regions } },
    }),
  };
}
