import { describe, expect, it } from 'vitest';
import { contactEngagements } from '../../lambda/core/contact-engagements.ts';

const source = contactEngagements('us-east-2');
const ARN = 'arn:aws:ssm-contacts:us-east-2:111122223333:engagement/akuam/00000000-0000-4000-8000-000000000001';

/** As the client hands it over. */
const ENGAGEMENT = {
  EngagementArn: ARN,
  ContactArn: 'arn:aws:ssm-contacts:us-east-2:111122223333:contact/akuam',
  Sender: 'cli',
  IncidentId: 'incident-1',
  StartTime: new Date('2026-11-20T10:00:00.250Z'),
  StopTime: new Date('2026-11-20T11:00:00.000Z'),
};

const FIELDS: Readonly<Record<string, string>> = {
  arn: ARN,
  contactArn: 'arn:aws:ssm-contacts:us-east-2:111122223333:contact/akuam',
  sender: 'cli',
  incidentId: 'incident-1',
  startTime: '2026-11-20T10:00:00.250Z',
  stopTime: '2026-11-20T11:00:00.000Z',
};
const DATE = '2026-11-20T10:00:00.250Z';

const without = (name: string) => Object.fromEntries(Object.entries(FIELDS).filter(([each]) => each !== name));

describe('normalize', () => {
  it('takes over a full item, under its ARN', () => {
    expect(source.normalize(ENGAGEMENT)).toStrictEqual({ id: ARN, fields: FIELDS, clipped: 0 });
  });

  it('makes do with an ARN', () => {
    expect(source.normalize({ EngagementArn: ARN })).toStrictEqual({ id: ARN, fields: { arn: ARN }, clipped: 0 });
  });

  it.each([
    ['ContactArn', 'contactArn'],
    ['Sender', 'sender'],
    ['IncidentId', 'incidentId'],
    ['StopTime', 'stopTime'],
  ])('leaves out %s where it is missing or of a wrong type', (member, field) => {
    for (const odd of [undefined, null, 5, true, [], ['x'], {}]) {
      const expected = { id: ARN, fields: without(field), clipped: 0 };
      expect(source.normalize({ ...ENGAGEMENT, [member]: odd })).toStrictEqual(expected);
    }
  });

  it('has no date without a StartTime', () => {
    for (const odd of [undefined, null, 1795316400, '2026-11-20T10:00:00Z', {}, new Date(Number.NaN)]) {
      const expected = { id: ARN, fields: without('startTime'), clipped: 0 };
      expect(source.normalize({ ...ENGAGEMENT, StartTime: odd })).toStrictEqual(expected);
    }
  });

  it.each([
    ['the last of all', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['behind the last', '+010000-01-01T00:00:00.000Z', undefined],
    ['before the first', '-000001-12-31T23:59:59.999Z', undefined],
  ])('dates: %s', (_, date, expected) => {
    const item = source.normalize({ EngagementArn: ARN, StartTime: new Date(date) });
    expect(item?.fields).toStrictEqual(expected === undefined ? { arn: ARN } : { arn: ARN, startTime: expected });
  });
});

describe('what cannot be kept', () => {
  it.each([null, undefined, 5, 'text', true, [], [ENGAGEMENT], {}])('%j is no item', (item) => {
    expect(source.normalize(item)).toBeUndefined();
  });

  it.each([undefined, null, '', 5, {}, [ARN]])('%j is no ARN', (arn) => {
    expect(source.normalize({ ...ENGAGEMENT, EngagementArn: arn })).toBeUndefined();
  });

  it('takes an ARN of 900 bytes, and none of 901', () => {
    expect(source.normalize({ EngagementArn: 'a'.repeat(900) })?.id).toBe('a'.repeat(900));
    expect(source.normalize({ EngagementArn: 'a'.repeat(901) })).toBeUndefined();
    expect(source.normalize({ EngagementArn: 'é'.repeat(451) })).toBeUndefined();
  });

  it('cuts a sender of 2,049 characters, and counts it', () => {
    const fields = { ...FIELDS, sender: 'x'.repeat(2048) };
    expect(source.normalize({ ...ENGAGEMENT, Sender: 'x'.repeat(2049) })).toStrictEqual({
      id: ARN,
      fields,
      clipped: 1,
    });
    expect(source.normalize({ ...ENGAGEMENT, Sender: 'x'.repeat(2048) })).toStrictEqual({
      id: ARN,
      fields,
      clipped: 0,
    });
  });
});

describe('what the sync needs to know', () => {
  it('is settled once it has stopped', () => {
    expect(source.isSettled(FIELDS)).toBe(true);
    expect(source.isSettled(without('stopTime'))).toBe(false);
  });

  it('is dated by its start', () => {
    expect(source.dateOf(FIELDS)).toBe(DATE);
    expect(source.dateOf(without('startTime'))).toBeUndefined();
  });

  it('is usually open for a day', () => {
    expect(source.usuallyOpenForMs).toBe(86_400_000);
  });

  it('never expires', () => {
    expect(source.expiresAt({ ...without('stopTime'), status: 'PENDING', expirationDate: DATE })).toBeUndefined();
  });

  it('is in no order, and says its region beside the engagement', () => {
    expect(source.newestFirst).toBe(false);
    expect(source.detail({ arn: ARN })).toEqual({ region: 'us-east-2', engagement: { arn: ARN } });
  });
});
