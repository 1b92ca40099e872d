import type { ParticipantRole } from '../lambda/apis/invitations.ts';
import type { World } from '../local/aws/world.ts';

const HOUR_MS = 3_600_000;
const VALID_MS = 15 * 24 * HOUR_MS;

export interface History {
  readonly pending: number;
  readonly settled: number;
  /** Of the ids, where there are others already. */
  readonly prefix?: string;
  readonly role?: ParticipantRole;
  /** From one invitation to the next. */
  readonly intervalMs?: number;
}

/** Pending invitations, one an hour up to now, and settled ones behind them. */
export function inviteHistory(
  world: World,
  { pending, settled, prefix = '', role = 'RECEIVER', intervalMs = HOUR_MS }: History,
): void {
  const nowMs = Date.now();
  for (let number = 0; number < pending + settled; number++) {
    const sentMs = nowMs - number * intervalMs;
    const id = `engi-${prefix}${String(number).padStart(13 - prefix.length, '0')}`;
    const status = number < pending ? 'PENDING' : 'ACCEPTED';
    world.partnerCentral.invite(invitation({ id, number, status, sentMs, role }));
  }
}

export interface Invitation {
  readonly id: string;
  /** Of its engagement. */
  readonly number: number;
  readonly status: 'PENDING' | 'ACCEPTED';
  readonly sentMs: number;
  readonly role: ParticipantRole;
  /** Unless it is 15 days later. */
  readonly expiresMs?: number;
}

/** With texts of usual lengths. */
export function invitation({ id, number, status, sentMs, role, expiresMs = sentMs + VALID_MS }: Invitation) {
  return {
    Id: id,
    Catalog: 'AWS',
    Arn: `arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/${id}`,
    EngagementId: `eng-${String(number).padStart(14, '0')}`,
    EngagementTitle: 'A title of the usual length, 40 letters',
    Status: status,
    PayloadType: 'OpportunityInvitation',
    ParticipantType: role,
    InvitationDate: new Date(sentMs).toISOString(),
    ExpirationDate: new Date(expiresMs).toISOString(),
    SenderAwsAccountId: 'AWS',
    SenderCompanyName: 'Amazon Web Services, Inc.',
    Receiver: { Account: { AwsAccountId: '123456789012', Alias: 'a-partner-company' } },
  };
}
