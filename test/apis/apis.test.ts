import { describe, expect, it } from 'vitest';
import { APIS } from '../../lambda/apis/apis.ts';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import type { Api } from '../../lambda/core/api.ts';
import { scopeExample, scopePartsOf } from '../../lambda/core/scope-name.ts';

const SINCE = '2026-11-20T10:00:00.999Z';
/** Texts that are not scopes of any API. */
const NO_SCOPES = [
  '',
  '/',
  'invitations',
  'invitations/AWS',
  'invitations/AWS/',
  'invitations//RECEIVER',
  'invitations/AWS/receiver',
  'invitations/AWS/OBSERVER',
  'invitations/AWS/toString',
  'invitations/AWS/RECEIVER/',
  'invitations/AWS/RECEIVER/x',
  ' invitations/AWS/RECEIVER',
  'Invitations/AWS/RECEIVER',
  'other/AWS/RECEIVER',
  'contact-engagements',
  'contact-engagements/',
  'contact-engagements//us-east-2',
  'contact-engagements/us-east-2/',
  'contact-engagements/us-east-2/x',
  'other/us-east-2',
];

describe.each(APIS.map((api) => ({ name: api.name, api })))('the definition of $name', ({ name, api }) => {
  const fields = Object.entries(api.fields);

  it('gives an example of its scopes, which begin with its name', () => {
    expect(scopePartsOf(api, scopeExample(api))).toBeDefined();
    expect(scopeExample(api).split('/')[0]).toBe(name);
  });

  it.each(NO_SCOPES)('takes "%s" for none of its scopes', (scope) => {
    expect(scopePartsOf(api, scope)).toBeUndefined();
  });

  it('says of each field what it is, and has it by no other name', () => {
    for (const [, { description }] of fields) expect(description).not.toBe('');
    expect(new Set(fields.map(([, { path }]) => path)).size).toBe(fields.length);
  });

  it('has the identity among its fields, and the date', () => {
    expect(api.fields[api.idField]).toMatchObject({ kind: 'text' });
    expect(api.fields[api.dateField]?.kind).not.toBe('text');
    // EventBridge's `resources` is made from it.
    expect(api.fields.arn).toMatchObject({ kind: 'text' });
  });

  it('calls a first sight by one event, an expiry by one at most, and no two by the same', () => {
    const events = Object.values(api.events);
    expect(events.filter(({ kind }) => kind === 'created')).toHaveLength(1);
    expect(events.filter(({ kind }) => kind === 'expiring').length).toBeLessThanOrEqual(1);
    expect(new Set(events.map(({ detailType }) => detailType)).size).toBe(events.length);
  });

  it('narrows its permission to a part of its scopes', () => {
    expect(Object.keys(api.scope)).toContain(api.list.iamCondition.part);
  });

  it('has no field of a release to come: its changes would never be told', () => {
    for (const [, { since = 1 }] of fields) {
      expect(since).toBeGreaterThanOrEqual(1);
      expect(since).toBeLessThanOrEqual(api.release);
    }
  });
});

it('the definitions share neither a name nor a scope', () => {
  expect(APIS).toEqual(expect.arrayContaining([invitations, contactEngagements]));
  for (const each of APIS) {
    expect(APIS.filter(({ name }) => name === each.name)).toHaveLength(1);
    expect(APIS.filter((api) => scopePartsOf(api, scopeExample(each)))).toEqual([each]);
  }
});

describe('the list of invitations', () => {
  it('has a scope for each catalog and role', () => {
    for (const scope of ['invitations/AWS/RECEIVER', 'invitations/AWS/SENDER', 'invitations/Sandbox/RECEIVER']) {
      expect(scopePartsOf(invitations, scope)).toBeDefined();
    }
  });

  it('is asked of us-east-1, newest first, whatever the window', () => {
    expect(invitations.newestFirst).toBe(true);
    expect(invitations.list.region()).toBe('us-east-1');
    const { request }: Api['list'] = invitations.list;
    for (const since of [undefined, SINCE]) {
      expect(request({ catalog: 'Sandbox', role: 'SENDER' }, since)).toStrictEqual({
        Catalog: 'Sandbox',
        ParticipantType: 'SENDER',
        Sort: { SortBy: 'InvitationDate', SortOrder: 'DESCENDING' },
        MaxResults: 100,
      });
    }
  });

  it('is named for people', () => {
    expect(invitations.list).toMatchObject({
      service: 'Partner Central',
      operation: 'ListEngagementInvitations',
      iamAction: 'partnercentral:ListEngagementInvitations',
      prerequisite: expect.stringContaining('linked to your AWS Partner Central account'),
      items: 'EngagementInvitationSummaries',
    });
  });
});

describe('the list of contact engagements', () => {
  const OHIO = { region: 'us-east-2' };

  it('has a scope for each region, and is asked there', () => {
    expect(scopePartsOf(contactEngagements, 'contact-engagements/us-east-2')).toEqual(OHIO);
    expect(contactEngagements.list.region(OHIO)).toBe('us-east-2');
  });

  it('is in no order, and filtered by the window, in whole seconds', () => {
    expect(contactEngagements.newestFirst).toBe(false);
    expect(contactEngagements.list.request(OHIO, undefined)).toStrictEqual({ MaxResults: 100 });
    expect(contactEngagements.list.request(OHIO, SINCE)).toStrictEqual({
      MaxResults: 100,
      TimeRangeValue: { StartTime: new Date('2026-11-20T10:00:00.000Z') },
    });
  });

  it('is named for people', () => {
    expect(contactEngagements.list).toMatchObject({
      service: 'Incident Manager',
      operation: 'ListEngagements',
      iamAction: 'ssm-contacts:ListEngagements',
      prerequisite: 'Incident Manager is set up in this region',
      items: 'Engagements',
    });
  });
});
