import type { PartnerCentral } from '../../local/aws/partner-central.ts';

/** Pending at any time, as long as there is something older. */
export const PENDING = 150;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** The history ended this long ago, and the rounds of changes are this far apart: no two rounds share a window. */
const HISTORY_ENDED_MS = 90 * DAY_MS;
const ROUND_MS = 7 * DAY_MS;
/** Far enough away to cause no warning. */
const EXPIRES_IN_MS = 30 * DAY_MS;

/** Partner Central's list: settled invitations, with the newest ones pending. */
export class InvitationList {
  readonly #startedMs = Date.now();
  /** Oldest first. */
  readonly #pending: string[] = [];
  #invited = 0;
  #rounds = 0;

  constructor(
    private readonly partnerCentral: PartnerCentral,
    settled: number,
  ) {
    const newestMs = this.#startedMs - HISTORY_ENDED_MS;
    const all = settled + PENDING;
    for (let number = 1; number <= all; number++) {
      this.#invite(newestMs - (all - number) * HOUR_MS, number > settled);
    }
  }

  /**
   * Makes a number of changes at once. Half of them, but at most the number pending, answer the oldest pending invitations.
   * The rest are new: as many pending ones as were answered, and before them accepted ones.
   */
  change(changes: number): void {
    const answered = this.#pending.splice(0, Math.min(PENDING, Math.floor(changes / 2)));
    for (const id of answered) this.partnerCentral.change(id, { Status: 'ACCEPTED' });

    this.#rounds += 1;
    const beginsMs = this.#startedMs - HISTORY_ENDED_MS + this.#rounds * ROUND_MS;
    const added = changes - answered.length;
    for (let number = 1; number <= added; number++) {
      this.#invite(beginsMs + number * MINUTE_MS, number > added - answered.length);
    }
  }

  #invite(sentMs: number, isPending: boolean): void {
    this.#invited += 1;
    const id = `engi-${String(this.#invited).padStart(13, '0')}`;
    if (isPending) this.#pending.push(id);
    this.partnerCentral.invite({
      Id: id,
      Catalog: 'AWS',
      Arn: `arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/${id}`,
      EngagementId: id.replace('engi-', 'eng-0'),
      EngagementTitle: 'A title of the usual length, 40 letters',
      Status: isPending ? 'PENDING' : 'ACCEPTED',
      PayloadType: 'OpportunityInvitation',
      ParticipantType: 'RECEIVER',
      InvitationDate: new Date(sentMs).toISOString(),
      ExpirationDate: new Date(this.#startedMs + EXPIRES_IN_MS).toISOString(),
      SenderAwsAccountId: 'AWS',
      SenderCompanyName: 'Amazon Web Services, Inc.',
      Receiver: { Account: { AwsAccountId: '123456789012', Alias: 'a-partner-company' } },
    });
  }
}
