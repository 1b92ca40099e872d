import { describe, expect, it } from 'vitest';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { type Api, dateOf } from '../../lambda/core/api.ts';
import { readItem } from '../../lambda/core/fields.ts';

const ARN = 'arn:aws:ssm-contacts:us-east-2:111122223333:engagement/akuam/00000000-0000-4000-8000-000000000001';

/** An engagement on the wire. */
const ENGAGEMENT = {
  EngagementArn: ARN,
  ContactArn: 'arn:aws:ssm-contacts:us-east-2:111122223333:contact/akuam',
  Sender: 'cli',
  IncidentId: 'incident-1',
  StartTime: 1795168800.25,
  StopTime: 1795172400,
};

const FIELDS: Readonly<Record<string, string>> = {
  arn: ARN,
  contactArn: 'arn:aws:ssm-contacts:us-east-2:111122223333:contact/akuam',
  sender: 'cli',
  incidentId: 'incident-1',
  startTime: '2026-11-20T10:00:00.250Z',
  stopTime: '2026-11-20T11:00:00.000Z',
};

const without = (name: string) => Object.fromEntries(Object.entries(FIELDS).filter(([each]) => each !== name));
const read = (members: Readonly<Record<string, unknown>>) =>
  readItem(contactEngagements.fields, { ...ENGAGEMENT, ...members });

describe('the fields of a contact engagement', () => {
  it('are all that is listed', () => {
    expect(read({})).toStrictEqual({ fields: FIELDS, odd: 0 });
  });

  it.each([
    ['EngagementArn', 'arn'],
    ['ContactArn', 'contactArn'],
    ['Sender', 'sender'],
    ['IncidentId', 'incidentId'],
    ['StartTime', 'startTime'],
    ['StopTime', 'stopTime'],
  ])('lack %s where it is missing or of another kind', (member, field) => {
    expect(read({ [member]: undefined })).toStrictEqual({ fields: without(field), odd: 0 });
    for (const odd of [true, ['x'], {}]) {
      expect(read({ [member]: odd })).toStrictEqual({ fields: without(field), odd: 1 });
    }
  });

  it('tell texts from numbers', () => {
    const odd = { ContactArn: 5, Sender: 5, IncidentId: 5, StartTime: '2026-11-20T10:00:00Z', StopTime: '1795172400' };
    expect(read(odd)).toStrictEqual({ fields: { arn: ARN }, odd: 5 });
  });
});

describe('the state of a contact engagement', () => {
  const STARTED = without('stopTime');

  it('is settled once it has stopped', () => {
    expect(contactEngagements.isSettled(FIELDS)).toBe(true);
    expect(contactEngagements.isSettled(STARTED)).toBe(false);
  });

  it('is what is listed, whatever was stored', () => {
    expect(contactEngagements.merge(FIELDS, STARTED)).toStrictEqual(STARTED);
  });

  it.each([
    { name: 'stops', before: STARTED, after: FIELDS, detailType: 'Contact Engagement Stopped' },
    { name: 'is stopped, and stops later', before: FIELDS, after: { ...FIELDS, stopTime: 'later' } },
    { name: 'loses its stop time', before: FIELDS, after: STARTED },
    { name: 'goes on, under another sender', before: STARTED, after: { ...STARTED, sender: 'console' } },
  ])('$name: $detailType', ({ before, after, detailType }) => {
    expect(contactEngagements.changedDetailType(before, after)).toBe(detailType);
  });

  it('goes by its start, and is usually over within a day', () => {
    expect(dateOf(contactEngagements, FIELDS)).toBe('2026-11-20T10:00:00.250Z');
    expect(dateOf(contactEngagements, without('startTime'))).toBeUndefined();
    expect(contactEngagements.usuallyOpenForMs).toBe(86_400_000);
  });

  it('never expires', () => {
    const dated = { ...STARTED, status: 'PENDING', expirationDate: '2026-11-20T11:00:00.000Z' };
    const { expiresAt }: Api = contactEngagements;
    expect(expiresAt(dated)).toBeUndefined();
  });
});
