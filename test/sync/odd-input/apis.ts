import type { JsonServer } from '../../../local/aws/json-protocol.ts';
import type { World } from '../../../local/aws/world.ts';
import { engagement, engagementArn, invitation, invitationId } from '../../support/builders.ts';
import { OHIO, RECEIVER } from '../../support/feed.ts';

export type Item = Readonly<Record<string, unknown>>;

/** The facts about a list API that the mutations need. */
export interface OddApi {
  readonly scope: string;
  readonly createdType: string;
  /** The member of the answer that holds the items */
  readonly list: string;
  readonly idMember: string;
  readonly texts: readonly string[];
  readonly dates: readonly string[];
  /** Dates of the years 1 and 9999, and of another time zone */
  readonly farDates: readonly Item[];
  /** Of the years 0 and 1970. A date of the resource makes it history: a first sync does not announce it. */
  readonly ancientDates: readonly unknown[];
  /** Before and after those, and values that are not dates. */
  readonly noDates: readonly unknown[];
  /** Other members with new values that have no meaning yet. */
  readonly news: readonly Item[];
  /** Other members with unreadable values. */
  readonly unreadable: readonly Item[];
  item(number: number): Item;
  idOf(number: number): string;
  add(world: World, item: Item): void;
  server(world: World): JsonServer;
}

export const INVITATIONS: OddApi = {
  scope: RECEIVER,
  createdType: 'Created',
  list: 'EngagementInvitationSummaries',
  idMember: 'Id',
  texts: ['Arn', 'EngagementId', 'EngagementTitle', 'Status', 'PayloadType', 'SenderAwsAccountId', 'SenderCompanyName'],
  dates: ['InvitationDate', 'ExpirationDate'],
  // Not an InvitationDate of the year 1: at the end of a page, the window would end there.
  farDates: [
    { InvitationDate: '9999-12-31T23:59:59.999Z' },
    { InvitationDate: '2026-11-22T03:00:00+14:00' },
    { ExpirationDate: '9999-12-31T23:59:59.999Z' },
    { ExpirationDate: '0001-01-01T00:00:00Z' },
  ],
  // It is open until it expires.
  ancientDates: [],
  noDates: [
    'next tuesday',
    '',
    '10000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-08:00',
    '2026-02-30T00:00:00Z',
    1795316400,
  ],
  news: [
    { Status: 'IN_REVIEW' },
    { PayloadType: 'MarketplaceInvitation' },
    { ParticipantType: 'OBSERVER' },
    { ParticipantType: 'toString' },
    { ParticipantType: '__proto__' },
    { New: [1] },
  ],
  unreadable: [
    { Receiver: { Organization: { Id: 'o-1' } } },
    { Receiver: 'text' },
    { Receiver: [] },
    { Receiver: {} },
    { Receiver: { Account: 5 } },
    { Receiver: { Account: { AwsAccountId: '123456789012', Alias: 5 } } },
    { Receiver: { Account: { AwsAccountId: {}, Alias: 'partner' } } },
  ],
  item: (number) => invitation(number),
  idOf: invitationId,
  add: ({ partnerCentral }, item) => partnerCentral.invite(item),
  server: ({ partnerCentral }) => partnerCentral,
};

export const CONTACT_ENGAGEMENTS: OddApi = {
  scope: OHIO,
  createdType: 'Started',
  list: 'Engagements',
  idMember: 'EngagementArn',
  texts: ['ContactArn', 'Sender', 'IncidentId'],
  dates: ['StartTime'],
  farDates: [{ StartTime: 253_402_300_799 }, { StartTime: 1_795_316_400.123 }],
  ancientDates: [-62_167_219_200, 0],
  noDates: ['next tuesday', '', '2026-11-22T03:00:00Z', 253_402_300_800, -62_167_219_201, 1e300],
  news: [{ New: { Deeply: ['nested'] } }],
  unreadable: [],
  item: (number) => engagement(number),
  idOf: engagementArn,
  add: ({ incidentManager }, item) => incidentManager.engage(item),
  server: ({ incidentManager }) => incidentManager,
};
