import { invitationScope, PARTICIPANT_ROLES } from '../core/contract.ts';
import { invitations } from '../core/invitations.ts';
import type { OpenApi } from './api.ts';
import { invitationLister } from './invitation-lister.ts';

/** Partner Central's invitations: scope `invitations/<catalog>/<participant role>`. */
export const openInvitations: OpenApi = (scope, budget) => {
  const [, catalog = ''] = scope.split('/');
  const role = PARTICIPANT_ROLES.find((each) => scope === invitationScope(catalog, each));
  if (!role || catalog === '') {
    throw new Error(`Scope "${scope}" is not one of invitations. Example: ${invitationScope('AWS', 'RECEIVER')}`);
  }
  return { source: invitations(catalog), lister: invitationLister(catalog, role, budget) };
};
