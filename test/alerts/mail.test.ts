import { describe, expect, it } from 'vitest';
import { type Alert, alertOf } from '../../lambda/alerts/alert.ts';
import { mailOf } from '../../lambda/alerts/mail.ts';
import type { Fields } from '../../lambda/core/fields.ts';
import { eventOf } from './events.ts';

const mail = (
  name: string,
  now: string,
  {
    fields,
    timeZone = 'UTC',
    about = [] as string[],
    metadata = {},
  }: {
    fields?: Fields;
    timeZone?: string;
    about?: string[];
    metadata?: object;
  } = {},
) => mailOf(alertOf(eventOf(name, fields, metadata), Date.parse(now)) as Alert, timeZone, about);

describe('the mail', () => {
  it('of an invitation about to expire', () => {
    expect(mail('Expiring', '2021-05-23T18:04:00Z', { timeZone: 'Europe/Berlin' })).toEqual({
      subject: '1 day left: Cloud migration for a retailer, from Octank',
      body: `Who: Octank (account 444455556666)
What: Cloud migration for a retailer
Until: Monday 24 May 2021, 20:00 (Europe/Berlin), in 1 day

Accept or reject it in Partner Central. After that time, nobody can.
https://console.aws.amazon.com/partnercentral/

Who and What are the sender's own words; links in them are disabled.
Invitation engi-a7r3kd9w1hn4s, opportunity, catalog AWS`,
    });
  });

  it('of one that expired', () => {
    expect(mail('Expired', '2021-05-24T18:20:00Z', { fields: { status: 'EXPIRED' } })).toEqual({
      subject: 'Expired unanswered: Cloud migration for a retailer, from Octank',
      body: `Who: Octank (account 444455556666)
What: Cloud migration for a retailer
Expired: Monday 24 May 2021, 18:00 (UTC)

Nobody answered in time. If you still want it, ask the sender for a new invitation.

Who and What are the sender's own words; links in them are disabled.
Invitation engi-a7r3kd9w1hn4s, opportunity, catalog AWS`,
    });
  });

  it('of a new lead from AWS, with what it is about', () => {
    const fields = { senderCompanyName: 'AWS', senderAccountId: 'aws', payloadType: 'LeadInvitation' };
    const about = ['Customer: Fashion GmbH, Retail, DE', 'Use case: Analytics'];
    expect(mail('Created', '2021-05-17T09:15:00Z', { fields, about })).toEqual({
      subject: 'New invitation: Cloud migration for a retailer, from AWS',
      body: `Who: AWS
What: Cloud migration for a retailer
Customer: Fashion GmbH, Retail, DE
Use case: Analytics
Until: Monday 24 May 2021, 18:00 (UTC), in 7 days 9 hours

Accept or reject it in Partner Central. After that time, nobody can.
https://console.aws.amazon.com/partnercentral/

Who, What, Customer and Use case are the sender's own words; links in them are disabled.
Invitation engi-a7r3kd9w1hn4s, lead, catalog AWS`,
    });
  });

  it('says so where the list could not be read', () => {
    const { body } = mail('Expiring', '2021-05-24T14:05:00Z', { metadata: { stale: true } });
    expect(body).toContain('The list could not be read just now: somebody may have answered since.');
  });

  it.each([
    ['Accepted', 'Accepted: Cloud migration for a retailer, from Octank'],
    ['Rejected', 'Rejected: Cloud migration for a retailer, from Octank'],
  ])('of an answer asks for nothing: %s', (name, subject) => {
    const written = mail(name, '2021-05-20T00:00:00Z');
    expect(written.subject).toBe(subject);
    expect(written.body).toContain('There is nothing to do.');
    expect(written.body).not.toContain('Until');
  });

  it('can be written of an invitation of which hardly anything is known', () => {
    const bare = Object.fromEntries(
      ['engagementTitle', 'senderCompanyName', 'senderAccountId', 'payloadType', 'expirationDate'].map((name) => [
        name,
        undefined,
      ]),
    );
    const { subject, body } = mail('Expiring', '2021-05-24T14:05:00Z', { fields: bare as unknown as Fields });
    expect(subject).toBe('Expires soon: (no title), from (unknown sender)');
    expect(body).not.toContain('undefined');
    expect(body).not.toContain('Until');
  });

  it('has a subject that SNS takes, however long the title and the name are', () => {
    const fields = { engagementTitle: '😀.x'.repeat(40), senderCompanyName: 'www.example.com '.repeat(20) };
    const { subject } = mail('Expiring', '2021-05-24T14:05:00Z', { fields });
    expect(subject.length).toBeLessThan(100);
    expect(subject).not.toMatch(/\p{Surrogate}/u);
  });
});

describe('no mail is written', () => {
  it('of an expiry that is past, or of what a first sync found', () => {
    expect(alertOf(eventOf('Expiring'), Date.parse('2021-05-24T18:00:00Z'))).toBeUndefined();
    expect(alertOf(eventOf('Created', {}, { baseline: true }), Date.parse('2021-05-20T18:00:00Z'))).toBeUndefined();
    expect(alertOf(eventOf('Updated'), 0)).toBeUndefined();
  });
});
