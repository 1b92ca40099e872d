import { openInvitations } from '../apis/invitations.ts';
import { syncHandler } from './sync-handler.ts';

export const handler = syncHandler(openInvitations);
