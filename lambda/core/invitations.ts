import type { Invitation } from '../events/invitations.ts';
import type { InvitationCreatedEvent } from '../events/types.ts';
import { DetailType, PARTICIPANT_TYPES } from './contract.ts';
import { type Candidates, isoDate, isUsableId, publishable, text } from './fields.ts';
import type { Fields } from './snapshot.ts';
import type { Source, SourceDetail } from './source.ts';

const SETTLED_DETAIL_TYPES: ReadonlyMap<string, DetailType> = new Map([
  ['ACCEPTED', DetailType.invitationAccepted],
  ['REJECTED', DetailType.invitationRejected],
  ['EXPIRED', DetailType.invitationExpired],
]);

/** An invitation expires by itself, after 15 days between partners and sooner where AWS refers. Its own date counts beyond. */
const USUALLY_OPEN_FOR_MS = 15 * 24 * 60 * 60_000;

/** An unknown role passes through. */
const KNOWN_PARTICIPANT_TYPES: ReadonlyMap<string, string> = new Map(Object.entries(PARTICIPANT_TYPES));

const isSettled = (fields: Fields) => fields.status !== undefined && SETTLED_DETAIL_TYPES.has(fields.status);

/** The members of an EngagementInvitationSummary that we publish. Everything but `Id` and `Catalog` may be missing. */
interface InvitationSummary {
  readonly Id?: unknown;
  readonly Arn?: unknown;
  readonly EngagementId?: unknown;
  readonly EngagementTitle?: unknown;
  readonly Status?: unknown;
  readonly PayloadType?: unknown;
  readonly ParticipantType?: unknown;
  readonly InvitationDate?: unknown;
  readonly ExpirationDate?: unknown;
  readonly SenderAwsAccountId?: unknown;
  readonly SenderCompanyName?: unknown;
  readonly Receiver?: { readonly Account?: { readonly AwsAccountId?: unknown; readonly Alias?: unknown } };
}

/** Partner Central's ListEngagementInvitations, for one catalog. */
export function invitations(catalog: string): Source {
  return {
    newestFirst: true,
    createdDetailType: DetailType.invitationCreated,
    usuallyOpenForMs: USUALLY_OPEN_FOR_MS,

    normalize(item) {
      const summary = (item ?? {}) as InvitationSummary;
      const id = text(summary.Id);
      if (!isUsableId(id)) return undefined;
      const role = text(summary.ParticipantType);
      const account = summary.Receiver?.Account;
      const published = publishable({
        arn: text(summary.Arn),
        id,
        engagementId: text(summary.EngagementId),
        engagementTitle: text(summary.EngagementTitle),
        status: text(summary.Status),
        payloadType: text(summary.PayloadType),
        participantType: role && (KNOWN_PARTICIPANT_TYPES.get(role) ?? role),
        invitationDate: isoDate(summary.InvitationDate),
        expirationDate: isoDate(summary.ExpirationDate),
        senderAccountId: text(summary.SenderAwsAccountId),
        senderCompanyName: text(summary.SenderCompanyName),
        receiverAccountId: text(account?.AwsAccountId),
        receiverAlias: text(account?.Alias),
      } satisfies Candidates<Invitation>);
      return { id, ...published };
    },

    dateOf: (fields) => fields.invitationDate,

    isSettled,

    /** A missing status says nothing, and what is answered is not open again: either way the stored status stands. */
    merge(stored, listed) {
      const keepsStatus = listed.status === undefined || (isSettled(stored) && listed.status === 'PENDING');
      return keepsStatus && stored.status !== undefined ? { ...listed, status: stored.status } : listed;
    },

    changedDetailType(before, after) {
      if (before.status === after.status || after.status === undefined) return DetailType.invitationUpdated;
      return SETTLED_DETAIL_TYPES.get(after.status) ?? DetailType.invitationStatusChanged;
    },

    expiresAt: (fields) => (fields.status === 'PENDING' ? fields.expirationDate : undefined),

    detail: (fields) => ({ catalog, engagementInvitation: fields }) satisfies SourceDetail<InvitationCreatedEvent>,
  };
}
