import contactEngagementStarted from '../../docs/schemas/ContactEngagementStarted.json' with { type: 'json' };
import contactEngagementStopped from '../../docs/schemas/ContactEngagementStopped.json' with { type: 'json' };
import invitationAccepted from '../../docs/schemas/EngagementInvitationAccepted.json' with { type: 'json' };
import invitationCreated from '../../docs/schemas/EngagementInvitationCreated.json' with { type: 'json' };
import invitationExpired from '../../docs/schemas/EngagementInvitationExpired.json' with { type: 'json' };
import invitationExpiring from '../../docs/schemas/EngagementInvitationExpiring.json' with { type: 'json' };
import invitationRejected from '../../docs/schemas/EngagementInvitationRejected.json' with { type: 'json' };
import invitationStatusChanged from '../../docs/schemas/EngagementInvitationStatusChanged.json' with { type: 'json' };
import invitationUpdated from '../../docs/schemas/EngagementInvitationUpdated.json' with { type: 'json' };
import syncCompleted from '../../docs/schemas/SyncCompleted.json' with { type: 'json' };
import { DetailType } from '../core/contract.ts';

/** The JSON Schema (draft-07) of each event, by its detail-type: the files of docs/schemas. */
export const jsonSchemas: Readonly<Record<DetailType, object>> = {
  [DetailType.invitationCreated]: invitationCreated,
  [DetailType.invitationAccepted]: invitationAccepted,
  [DetailType.invitationRejected]: invitationRejected,
  [DetailType.invitationExpired]: invitationExpired,
  [DetailType.invitationStatusChanged]: invitationStatusChanged,
  [DetailType.invitationUpdated]: invitationUpdated,
  [DetailType.invitationExpiring]: invitationExpiring,
  [DetailType.contactEngagementStarted]: contactEngagementStarted,
  [DetailType.contactEngagementStopped]: contactEngagementStopped,
  [DetailType.syncCompleted]: syncCompleted,
};
