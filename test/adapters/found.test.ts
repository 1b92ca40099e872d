import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callBudget } from '../../lambda/adapters/call-limit.ts';
import { contactEngagementLister } from '../../lambda/adapters/contact-engagement-lister.ts';
import { invitationLister } from '../../lambda/adapters/invitation-lister.ts';
import { IncidentManager } from '../../local/incident-manager.ts';
import type { Answer, WireRequest } from '../../local/json-protocol.ts';
import { PartnerCentral } from '../../local/partner-central.ts';

/** Answers with this text as it is, where it is set. */
class PartnerCentralInBits extends PartnerCentral {
  text: string | undefined;
  protected override answer(request: WireRequest): Answer {
    return this.text === undefined
      ? super.answer(request)
      : { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: this.text };
  }
}

const partnerCentral = new PartnerCentralInBits({ rateLimit: 'off' });
const incidentManager = new IncidentManager();

beforeAll(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  process.env.AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING = await partnerCentral.start();
  process.env.AWS_ENDPOINT_URL_SSM_CONTACTS = await incidentManager.start();
});
afterAll(() => Promise.all([partnerCentral.stop(), incidentManager.stop()]));

const invitations = () => invitationLister('AWS', 'RECEIVER', callBudget(1000));
const contactEngagements = () => contactEngagementLister('us-east-2', callBudget(1000));

describe('the time left for a page', () => {
  it.each([5000.25, 1000.5, 44_990.75])('may be a fraction: %f ms', async (timeLeftMs) => {
    expect(await invitations().listPage({ timeLeftMs })).toMatchObject({ items: [], apiCalls: 1 });
    expect(await contactEngagements().listPage({ timeLeftMs })).toMatchObject({ items: [], apiCalls: 1 });
  });
});

describe('the window of contact engagements', () => {
  it('leaves out nothing that started after its beginning, though the client rounds to seconds', async () => {
    incidentManager.engage({ EngagementArn: 'arn:e', StartTime: 1_795_316_400.8 });
    const { items } = await contactEngagements().listPage({ since: '2026-11-22T03:00:00.700Z' });
    expect(items).toHaveLength(1);
  });
});

describe('the message of a list that cannot be read', () => {
  it('quotes nothing of what was listed', async () => {
    partnerCentral.text = '{"EngagementInvitationSummaries":[{"EngagementTitle":Nightingale}]}';
    const failed = invitations().listPage({});
    await expect(failed).rejects.toMatchObject({ name: 'ListingError' });
    await expect(failed).rejects.not.toThrow('Nightin');
  });
});
