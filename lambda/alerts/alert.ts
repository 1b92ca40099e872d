import { DetailType } from '../apis/detail-types.ts';
import type { Fields } from '../core/fields.ts';

/** The events that people can be alerted to, by their names in the setting `alertOn`. */
export const ALERT_DETAIL_TYPES = {
  expiring: DetailType.invitationExpiring,
  expired: DetailType.invitationExpired,
  created: DetailType.invitationCreated,
  accepted: DetailType.invitationAccepted,
  rejected: DetailType.invitationRejected,
} as const;
export type AlertKind = keyof typeof ALERT_DETAIL_TYPES;
export const ALERT_KINDS = Object.keys(ALERT_DETAIL_TYPES) as AlertKind[];
export const DEFAULT_ALERT_KINDS: readonly AlertKind[] = ['expiring', 'expired'];

/** An invitation with the news about it. */
export interface Alert {
  readonly kind: AlertKind;
  readonly eventId: string;
  readonly detailType: string;
  readonly catalog: string;
  readonly invitation: Fields;
  /** Until it expires; undefined if unknown, or if it is answered. */
  readonly remainingMs: number | undefined;
  /** Whether it comes from stored data, because the list could not be read. */
  readonly stale: boolean;
}

/** The part of an event that an alert needs. */
export interface InvitationEvent {
  readonly 'detail-type': string;
  readonly detail: {
    readonly metadata: { readonly eventId: string; readonly baseline?: boolean; readonly stale?: boolean };
    readonly catalog: string;
    readonly engagementInvitation: Fields;
  };
}

/**
 * Turns an event into an alert.
 *
 * @returns undefined if it comes too late, or from a first sync: that may find hundreds, and a digest lists them
 */
export function alertOf(event: InvitationEvent, nowMs: number): Alert | undefined {
  const { metadata, catalog, engagementInvitation: invitation } = event.detail;
  const kind = ALERT_KINDS.find((each) => ALERT_DETAIL_TYPES[each] === event['detail-type']);
  if (!kind || metadata.baseline) return undefined;

  const isOpen = isToAnswer(kind);
  const remainingMs = Date.parse(invitation.expirationDate ?? '') - nowMs;
  if (isOpen && remainingMs <= 0) return undefined;
  return {
    kind,
    eventId: metadata.eventId,
    detailType: event['detail-type'],
    catalog,
    invitation,
    remainingMs: isOpen && !Number.isNaN(remainingMs) ? remainingMs : undefined,
    stale: metadata.stale === true,
  };
}

/** Whether somebody still has to answer the invitation. */
export const isToAnswer = (kind: AlertKind) => kind === 'expiring' || kind === 'created';

/** Where people answer invitations. AWS documents no address for a single invitation. */
export const PARTNER_CENTRAL_URL = 'https://console.aws.amazon.com/partnercentral/';

const PAYLOADS: Readonly<Record<string, string>> = { OpportunityInvitation: 'opportunity', LeadInvitation: 'lead' };

/** `Invitation engi-a7r3kd9w1hn4s to an opportunity`: AWS's words, not the sender's. */
export const referenceTo = ({ catalog, invitation: { id, payloadType } }: Alert) =>
  [`Invitation ${id ?? '(no id)'}`, payloadType && (PAYLOADS[payloadType] ?? payloadType), `catalog ${catalog}`]
    .filter(Boolean)
    .join(', ');

/** The title, in the sender's own words. */
export const titleOf = ({ engagementTitle }: Fields) => engagementTitle?.trim() || '(no title)';

/** The sender, in the sender's own words. */
export const senderOf = ({ senderCompanyName, senderAccountId }: Fields) =>
  senderCompanyName?.trim() || senderAccountId || '(unknown sender)';

/** `Octank (account 444455556666)`; only `AWS` for AWS, whose account has the same name. */
export function senderWithAccount(invitation: Fields): string {
  const { senderAccountId } = invitation;
  const sender = senderOf(invitation);
  const says = senderAccountId === undefined || senderAccountId.toLowerCase() === sender.toLowerCase();
  return says ? sender : `${sender} (account ${senderAccountId})`;
}
