import { describe, expect, it } from 'vitest';
import { invitations } from '../../lambda/core/invitations.ts';

const source = invitations('AWS');
const ID = 'engi-0123456789abc';

/** As the client hands it over. */
const SUMMARY = {
  Id: ID,
  Catalog: 'AWS',
  Arn: `arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/${ID}`,
  EngagementId: 'eng-0123456789abcd',
  EngagementTitle: 'Title',
  Status: 'PENDING',
  PayloadType: 'OpportunityInvitation',
  ParticipantType: 'RECEIVER',
  InvitationDate: new Date('2026-11-20T10:00:00.500Z'),
  ExpirationDate: new Date('2026-12-05T10:00:00.000Z'),
  SenderAwsAccountId: 'AWS',
  SenderCompanyName: 'AWS Company',
  Receiver: { Account: { AwsAccountId: '123456789012', Alias: 'partner' } },
};

const FIELDS: Readonly<Record<string, string>> = {
  arn: `arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/${ID}`,
  id: ID,
  engagementId: 'eng-0123456789abcd',
  engagementTitle: 'Title',
  status: 'PENDING',
  payloadType: 'OpportunityInvitation',
  participantType: 'Receiver',
  invitationDate: '2026-11-20T10:00:00.500Z',
  expirationDate: '2026-12-05T10:00:00.000Z',
  senderAccountId: 'AWS',
  senderCompanyName: 'AWS Company',
  receiverAccountId: '123456789012',
  receiverAlias: 'partner',
};
const DATE = '2026-11-20T10:00:00.500Z';

const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(FIELDS).filter(([name]) => !names.includes(name)));

describe('normalize', () => {
  it('takes over a full item, less its catalog', () => {
    expect(source.normalize(SUMMARY)).toStrictEqual({ id: ID, fields: FIELDS, clipped: 0 });
  });

  it('makes do with an id', () => {
    expect(source.normalize({ Id: ID })).toStrictEqual({ id: ID, fields: { id: ID }, clipped: 0 });
  });

  it('leaves out members it does not know', () => {
    expect(source.normalize({ ...SUMMARY, Secret: 'x' })).toStrictEqual({ id: ID, fields: FIELDS, clipped: 0 });
  });

  it.each([
    ['Arn', 'arn'],
    ['EngagementId', 'engagementId'],
    ['EngagementTitle', 'engagementTitle'],
    ['Status', 'status'],
    ['PayloadType', 'payloadType'],
    ['ParticipantType', 'participantType'],
    ['ExpirationDate', 'expirationDate'],
    ['SenderAwsAccountId', 'senderAccountId'],
    ['SenderCompanyName', 'senderCompanyName'],
  ])('leaves out %s where it is missing or of a wrong type', (member, field) => {
    for (const odd of [undefined, null, 5, true, [], ['x'], {}, { Status: 'x' }]) {
      const expected = { id: ID, fields: without(field), clipped: 0 };
      expect(source.normalize({ ...SUMMARY, [member]: odd })).toStrictEqual(expected);
    }
  });

  it('has no date without an InvitationDate', () => {
    for (const odd of [undefined, null, 5, {}, [], '2026-11-20T10:00:00.500Z', new Date(Number.NaN)]) {
      const expected = { id: ID, fields: without('invitationDate'), clipped: 0 };
      expect(source.normalize({ ...SUMMARY, InvitationDate: odd })).toStrictEqual(expected);
    }
  });

  it.each([
    { name: 'missing', receiver: undefined },
    { name: 'null', receiver: null },
    { name: 'a text', receiver: 'partner' },
    { name: 'a number', receiver: 5 },
    { name: 'a list', receiver: [{ Account: { Alias: 'partner' } }] },
    { name: 'empty', receiver: {} },
    { name: 'a member of the union that this version does not know', receiver: { $unknown: ['Team', { Alias: 'x' }] } },
    { name: 'an account that is null', receiver: { Account: null } },
    { name: 'an account that is a text', receiver: { Account: 'partner' } },
    { name: 'an account of wrong types', receiver: { Account: { AwsAccountId: 123456789012, Alias: ['partner'] } } },
  ])('knows no receiver where it is $name', ({ receiver }) => {
    const expected = { id: ID, fields: without('receiverAccountId', 'receiverAlias'), clipped: 0 };
    expect(source.normalize({ ...SUMMARY, Receiver: receiver })).toStrictEqual(expected);
  });

  it.each([
    ['RECEIVER', 'Receiver'],
    ['SENDER', 'Sender'],
    ['OBSERVER', 'OBSERVER'],
    ['Receiver', 'Receiver'],
    ['toString', 'toString'],
    ['__proto__', '__proto__'],
  ])('writes the role %s as %s', (role, participantType) => {
    const fields = source.normalize({ ...SUMMARY, ParticipantType: role })?.fields;
    expect(fields).toStrictEqual({ ...FIELDS, participantType });
  });

  it.each([
    ['the first of all', '0000-01-01T00:00:00.000Z', '0000-01-01T00:00:00.000Z'],
    ['the last of all', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['behind the last', '+010000-01-01T00:00:00.000Z', undefined],
    ['before the first', '-000001-12-31T23:59:59.999Z', undefined],
    ['no date', 'nonsense', undefined],
  ])('dates: %s', (_, date, expected) => {
    const item = source.normalize({ Id: ID, InvitationDate: new Date(date), ExpirationDate: new Date(date) });
    const fields = expected === undefined ? { id: ID } : { id: ID, invitationDate: expected, expirationDate: expected };
    expect(item).toStrictEqual({ id: ID, fields, clipped: 0 });
  });
});

describe('what cannot be kept', () => {
  it.each([null, undefined, 5, 'text', true, [], [SUMMARY], {}])('%j is no item', (item) => {
    expect(source.normalize(item)).toBeUndefined();
  });

  it.each([undefined, null, '', 5, true, {}, [ID]])('%j is no id', (id) => {
    expect(source.normalize({ ...SUMMARY, Id: id })).toBeUndefined();
  });

  it.each([
    { name: '900 bytes', id: 'i'.repeat(900), kept: true },
    { name: '901 bytes', id: 'i'.repeat(901), kept: false },
    { name: '450 characters of 2 bytes', id: 'é'.repeat(450), kept: true },
    { name: '451 characters of 2 bytes', id: 'é'.repeat(451), kept: false },
    { name: '300 characters of 3 bytes', id: '€'.repeat(300), kept: true },
    { name: '301 characters of 3 bytes', id: '€'.repeat(301), kept: false },
  ])('an id of $name: $kept', ({ id, kept }) => {
    expect(source.normalize({ Id: id })?.id).toBe(kept ? id : undefined);
  });

  it.each([
    { name: 'title', member: 'EngagementTitle' },
    { name: 'status', member: 'Status' },
    { name: 'role', member: 'ParticipantType' },
    { name: 'arn', member: 'Arn' },
    { name: 'company', member: 'SenderCompanyName' },
  ])('a $name of 2,049 characters is cut and counted, one of 2,048 is not', ({ member }) => {
    const [short, long] = [2048, 2049].map((length) => source.normalize({ ...SUMMARY, [member]: 'x'.repeat(length) }));
    expect(Object.values(short?.fields ?? {})).toContain('x'.repeat(2048));
    expect(short?.clipped).toBe(0);
    expect(long).toStrictEqual({ ...short, clipped: 1 });
  });

  it('of a receiver of a million characters is the rest', () => {
    const Receiver = { Account: { AwsAccountId: '123456789012', Alias: 'x'.repeat(1_000_000) } };
    const fields = { ...FIELDS, receiverAlias: 'x'.repeat(2048) };
    expect(source.normalize({ ...SUMMARY, Receiver })).toStrictEqual({ id: ID, fields, clipped: 1 });
  });
});

describe('what the sync needs to know', () => {
  it.each([
    ['PENDING', false, '2026-12-05T10:00:00.000Z'],
    ['ACCEPTED', true, undefined],
    ['REJECTED', true, undefined],
    ['EXPIRED', true, undefined],
    ['ON_HOLD', false, undefined],
    ['pending', false, undefined],
    ['constructor', false, undefined],
    ['__proto__', false, undefined],
  ])('%s: settled %s, expires at %s', (status, settled, expiresAt) => {
    const fields = { ...FIELDS, status };
    expect(source.isSettled(fields)).toBe(settled);
    expect(source.expiresAt(fields)).toBe(expiresAt);
  });

  it('goes by the date of an invitation, and expects an answer within 15 days', () => {
    expect(source.dateOf(FIELDS)).toBe(DATE);
    expect(source.dateOf(without('invitationDate'))).toBeUndefined();
    expect(source.usuallyOpenForMs).toBe(15 * 86_400_000);
  });

  it('has nothing settled, nor expiring, without a status', () => {
    expect(source.isSettled(without('status'))).toBe(false);
    expect(source.expiresAt(without('status'))).toBeUndefined();
    expect(source.expiresAt(without('expirationDate'))).toBeUndefined();
  });

  it('leaves out a status that was never known', () => {
    const merged = source.merge(without('status'), { ...without('status'), engagementTitle: 'New' });
    expect(merged).toStrictEqual({ ...without('status'), engagementTitle: 'New' });
  });

  it('takes a status that goes missing for no change of status', () => {
    expect(source.changedDetailType(FIELDS, without('status'))).toBe('Engagement Invitation Updated');
  });

  it('lists newest first, and puts the catalog beside the invitation', () => {
    expect(source.newestFirst).toBe(true);
    expect(invitations('Sandbox').detail({ id: ID })).toEqual({ catalog: 'Sandbox', engagementInvitation: { id: ID } });
  });
});
