import { describe, expect, it } from 'vitest';
import { invitations } from '../../lambda/apis/invitations.ts';
import { dateOf } from '../../lambda/core/api.ts';
import { readItem } from '../../lambda/core/fields.ts';

const ID = 'engi-0123456789abc';

/** An invitation on the wire. */
const SUMMARY = {
  Id: ID,
  Catalog: 'AWS',
  Arn: `arn:aws:partnercentral:us-east-1::catalog/AWS/engagement-invitation/${ID}`,
  EngagementId: 'eng-0123456789abcd',
  EngagementTitle: 'Title',
  Status: 'PENDING',
  PayloadType: 'OpportunityInvitation',
  ParticipantType: 'RECEIVER',
  InvitationDate: '2026-11-20T10:00:00.5Z',
  ExpirationDate: '2026-12-05T10:00:00Z',
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

const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(FIELDS).filter(([name]) => !names.includes(name)));
const read = (members: Readonly<Record<string, unknown>>) => readItem(invitations.fields, { ...SUMMARY, ...members });

describe('the fields of an invitation', () => {
  it('are all that is listed, less the catalog', () => {
    expect(read({})).toStrictEqual({ fields: FIELDS, odd: 0 });
  });

  it.each([
    ['Arn', 'arn'],
    ['Id', 'id'],
    ['EngagementId', 'engagementId'],
    ['EngagementTitle', 'engagementTitle'],
    ['Status', 'status'],
    ['PayloadType', 'payloadType'],
    ['ParticipantType', 'participantType'],
    ['InvitationDate', 'invitationDate'],
    ['ExpirationDate', 'expirationDate'],
    ['SenderAwsAccountId', 'senderAccountId'],
    ['SenderCompanyName', 'senderCompanyName'],
  ])('lack %s where it is missing or of another kind', (member, field) => {
    expect(read({ [member]: undefined })).toStrictEqual({ fields: without(field), odd: 0 });
    for (const odd of [5, true, ['x'], {}]) {
      expect(read({ [member]: odd })).toStrictEqual({ fields: without(field), odd: 1 });
    }
  });

  it('lack the receiver where it is of a kind that this version does not know', () => {
    const fields = without('receiverAccountId', 'receiverAlias');
    expect(read({ Receiver: { Team: { Alias: 'x' } } })).toStrictEqual({ fields, odd: 1 });
  });

  it.each([
    ['SENDER', 'Sender'],
    ['OBSERVER', 'OBSERVER'],
  ])('write the role %s as %s', (role, participantType) => {
    expect(read({ ParticipantType: role })).toStrictEqual({ fields: { ...FIELDS, participantType }, odd: 0 });
  });
});

describe('the state of an invitation', () => {
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
    expect(invitations.isSettled(fields)).toBe(settled);
    expect(invitations.expiresAt(fields)).toBe(expiresAt);
  });

  it('is neither settled nor expiring without a status, nor expiring without a date', () => {
    expect(invitations.isSettled(without('status'))).toBe(false);
    expect(invitations.expiresAt(without('status'))).toBeUndefined();
    expect(invitations.expiresAt(without('expirationDate'))).toBeUndefined();
  });

  it.each([
    { name: 'a new one', stored: 'PENDING', listed: 'ACCEPTED', status: 'ACCEPTED' },
    { name: 'one answer after another', stored: 'EXPIRED', listed: 'ACCEPTED', status: 'ACCEPTED' },
    { name: 'one that is not PENDING, after an answer', stored: 'ACCEPTED', listed: 'ON_HOLD', status: 'ON_HOLD' },
    { name: 'PENDING, where there was no answer', stored: 'ON_HOLD', listed: 'PENDING', status: 'PENDING' },
    { name: 'PENDING, where an answer was stored', stored: 'REJECTED', listed: 'PENDING', status: 'REJECTED' },
    { name: 'a missing one', stored: 'PENDING', listed: undefined, status: 'PENDING' },
    { name: 'a missing one, after an answer', stored: 'ACCEPTED', listed: undefined, status: 'ACCEPTED' },
    { name: 'the first one', stored: undefined, listed: 'PENDING', status: 'PENDING' },
    { name: 'none so far', stored: undefined, listed: undefined, status: undefined },
  ])('listed with another status: $name', ({ stored, listed, status }) => {
    const having = (engagementTitle: string, of: string | undefined) => ({
      ...without('status'),
      engagementTitle,
      ...(of !== undefined && { status: of }),
    });
    const merged = invitations.merge(having('Old', stored), having('New', listed));
    expect(merged).toStrictEqual(having('New', status));
  });

  it.each([
    ['PENDING', 'ACCEPTED', 'Engagement Invitation Accepted'],
    ['PENDING', 'REJECTED', 'Engagement Invitation Rejected'],
    ['PENDING', 'EXPIRED', 'Engagement Invitation Expired'],
    ['PENDING', 'ON_HOLD', 'Engagement Invitation Status Changed'],
    ['PENDING', 'PENDING', 'Engagement Invitation Updated'],
    ['ACCEPTED', 'ACCEPTED', 'Engagement Invitation Updated'],
    ['PENDING', undefined, 'Engagement Invitation Updated'],
    [undefined, undefined, 'Engagement Invitation Updated'],
    [undefined, 'PENDING', 'Engagement Invitation Status Changed'],
  ])('from %s to %s: %s', (before, after, detailType) => {
    const having = (status: string | undefined) => ({ ...without('status'), ...(status !== undefined && { status }) });
    expect(invitations.changedDetailType(having(before), having(after))).toBe(detailType);
  });

  it('goes by the date of the invitation, and is usually answered within 15 days', () => {
    expect(dateOf(invitations, FIELDS)).toBe('2026-11-20T10:00:00.500Z');
    expect(dateOf(invitations, without('invitationDate'))).toBeUndefined();
    expect(invitations.usuallyOpenForMs).toBe(15 * 86_400_000);
  });
});
