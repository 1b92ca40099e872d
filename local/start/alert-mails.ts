import { alertOf, DEFAULT_ALERT_KINDS, type InvitationEvent } from '../../lambda/alerts/alert.ts';
import { type Mail, mailOf } from '../../lambda/alerts/mail.ts';
import type { PrintableEvent } from './event-lines.ts';

/** The mail of an event with the default settings; undefined if nobody gets one. */
export function mailOfEvent(event: PrintableEvent): Mail | undefined {
  if (!isInvitationToUs(event)) return undefined;
  const alert = alertOf(event, Date.parse(event.time));
  return alert && DEFAULT_ALERT_KINDS.includes(alert.kind) ? mailOf(alert, 'UTC') : undefined;
}

/** Whether the rule of the alerts matches. */
function isInvitationToUs(event: object): event is InvitationEvent {
  const { catalog, engagementInvitation } = (event as InvitationEvent).detail;
  return catalog === 'AWS' && engagementInvitation?.participantType === 'Receiver';
}
