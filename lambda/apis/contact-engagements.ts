import { contactEngagements } from '../core/contact-engagements.ts';
import { contactEngagementScope } from '../core/contract.ts';
import type { OpenApi } from './api.ts';
import { contactEngagementLister } from './contact-engagement-lister.ts';

/** Incident Manager's contact engagements: scope `contact-engagements/<region>`. */
export const openContactEngagements: OpenApi = (scope, budget) => {
  const [, region = ''] = scope.split('/');
  if (scope !== contactEngagementScope(region) || region === '') {
    throw new Error(
      `Scope "${scope}" is not one of contact engagements. Example: ${contactEngagementScope('us-east-1')}`,
    );
  }
  return { source: contactEngagements(region), lister: contactEngagementLister(region, budget) };
};
