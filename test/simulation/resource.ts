import type { Fields } from '../../lambda/core/fields.ts';

/** The true state of a resource at a time. Absent members are also absent from the API's answer. */
export interface State {
  readonly status?: string;
  readonly title?: string;
  readonly company?: string;
  readonly dateMs?: number;
  readonly expiresMs?: number;
  readonly stoppedMs?: number;
}

/** One resource of the simulated upstream, with all its states, oldest first. */
export interface Resource {
  readonly id: string;
  readonly visibleFromMs: number;
  /** Its place in a list without an order. */
  readonly place: number;
  readonly history: { readonly atMs: number; readonly state: State }[];
}

export type Kind = 'invitations' | 'engagements';

const isoDate = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
const epochSeconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1000);

/** Its form on the wire. */
export function rawItem(kind: Kind, id: string, state: State): Record<string, unknown> {
  return kind === 'invitations'
    ? {
        Id: id,
        Catalog: 'AWS',
        Arn: `arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/${id}`,
        EngagementTitle: state.title,
        Status: state.status,
        ParticipantType: 'RECEIVER',
        InvitationDate: isoDate(state.dateMs),
        ExpirationDate: isoDate(state.expiresMs),
        SenderCompanyName: state.company,
      }
    : {
        EngagementArn: id,
        ContactArn: 'arn:aws:ssm-contacts:us-east-2:111122223333:contact/akuam',
        Sender: state.company,
        IncidentId: state.title,
        StartTime: epochSeconds(state.dateMs),
        StopTime: epochSeconds(state.stoppedMs),
      };
}

/** Its form in the contract. Written out here to judge the sync's own normalization. */
export function publishedFields(kind: Kind, id: string, state: State): Fields {
  const fields =
    kind === 'invitations'
      ? {
          arn: `arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/${id}`,
          id,
          engagementTitle: state.title,
          status: state.status,
          participantType: 'Receiver',
          invitationDate: isoDate(state.dateMs),
          expirationDate: isoDate(state.expiresMs),
          senderCompanyName: state.company,
        }
      : {
          arn: id,
          contactArn: 'arn:aws:ssm-contacts:us-east-2:111122223333:contact/akuam',
          sender: state.company,
          incidentId: state.title,
          startTime: isoDate(state.dateMs),
          stopTime: isoDate(state.stoppedMs),
        };
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
