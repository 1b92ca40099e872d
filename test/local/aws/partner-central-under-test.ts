import {
  ListEngagementInvitationsCommand,
  type ListEngagementInvitationsCommandInput,
  type PartnerCentralSellingClient,
} from '@aws-sdk/client-partnercentral-selling';
import { afterEach, beforeEach } from 'vitest';
import { PartnerCentral, type PartnerCentralOptions } from '../../../local/aws/partner-central.ts';
import { partnerCentralClient } from './clients.ts';

export const RECEIVED = { Catalog: 'AWS', ParticipantType: 'RECEIVER' } as const;
export const BY_DATE = { SortBy: 'InvitationDate', SortOrder: 'ASCENDING' } as const;

type Input = Partial<ListEngagementInvitationsCommandInput>;

/** The stand-in, new for each test, and a stock client that calls it. */
export class PartnerCentralUnderTest {
  #standIn = new PartnerCentral();
  #client: PartnerCentralSellingClient | undefined;

  constructor() {
    beforeEach(() => this.start());
    afterEach(() => this.#standIn.stop());
  }

  get standIn(): PartnerCentral {
    return this.#standIn;
  }

  get client(): PartnerCentralSellingClient {
    if (!this.#client) throw new Error('It starts with each test');
    return this.#client;
  }

  /** Restarts with other options. */
  async start(options: PartnerCentralOptions = { rateLimit: 'off' }): Promise<void> {
    await this.#standIn.stop();
    this.#standIn = new PartnerCentral(options);
    this.#client = partnerCentralClient(await this.#standIn.start());
  }

  invite(Id: string, members: Record<string, unknown> = {}): void {
    this.#standIn.invite({ Id, ...RECEIVED, ...members });
  }

  list(input: Input = {}) {
    return this.client.send(new ListEngagementInvitationsCommand({ ...RECEIVED, ...input }));
  }

  async listedIds(input: Input = {}) {
    return (await this.list(input)).EngagementInvitationSummaries?.map(({ Id }) => Id);
  }
}
