/** The list APIs that are synced. */
export { contactEngagements } from './contact-engagements.ts';
export { invitations } from './invitations.ts';
