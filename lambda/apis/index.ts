import { contactEngagements } from './contact-engagements.ts';
import { invitations } from './invitations.ts';

/** The list APIs that are synced. */
export const APIS = [invitations, contactEngagements] as const;
