import { describe, expect, it } from 'vitest';
import { type FieldDefinitions, readItem } from '../../lambda/core/fields.ts';

const description = 'Of a test';
const FIELDS: FieldDefinitions = {
  title: { path: 'Title', kind: 'text', description },
  sentAt: { path: 'Sent', kind: 'date-time', description },
  startedAt: { path: 'Started', kind: 'epoch-seconds', description },
  role: { path: 'Role', kind: 'text', description, values: { RECEIVER: 'Receiver', SENDER: 'Sender' } },
  account: { path: 'Receiver.Account.Id', kind: 'text', description },
  alias: { path: 'Receiver.Account.Alias', kind: 'text', description },
};
const ITEM = {
  Title: 'Title',
  Sent: '2026-11-20T10:00:00.500Z',
  Started: 1795168800.25,
  Role: 'RECEIVER',
  Receiver: { Account: { Id: '123456789012', Alias: 'partner' } },
};
const READ: Readonly<Record<string, string>> = {
  title: 'Title',
  sentAt: '2026-11-20T10:00:00.500Z',
  startedAt: '2026-11-20T10:00:00.250Z',
  role: 'Receiver',
  account: '123456789012',
  alias: 'partner',
};

const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(READ).filter(([name]) => !names.includes(name)));
const read = (members: Readonly<Record<string, unknown>>) => readItem(FIELDS, { ...ITEM, ...members });

describe('a listed item', () => {
  it('is read by its definitions, and nothing else of it', () => {
    expect(read({ Secret: 'x', Tags: [5] })).toStrictEqual({ fields: READ, odd: 0 });
  });

  it.each([null, undefined, 5, 'text', true, [], [ITEM], {}])('has no fields where it is %j', (item) => {
    expect(readItem(FIELDS, item)).toStrictEqual({ fields: {}, odd: 0 });
  });

  it.each([
    { member: 'Title', names: ['title'] },
    { member: 'Sent', names: ['sentAt'] },
    { member: 'Started', names: ['startedAt'] },
    { member: 'Role', names: ['role'] },
    { member: 'Receiver', names: ['account', 'alias'] },
  ])('may do without $member, or have null there: that is no oddity', ({ member, names }) => {
    for (const absent of [undefined, null]) {
      expect(read({ [member]: absent })).toStrictEqual({ fields: without(...names), odd: 0 });
    }
  });

  it('counts every value that is odd', () => {
    const odd = { Title: 5, Sent: 'yesterday', Started: '2026', Role: [], Receiver: 'partner' };
    expect(read(odd)).toStrictEqual({ fields: {}, odd: 5 });
  });
});

describe('an object within it', () => {
  it.each([
    { name: 'with another member only', receiver: { Team: { Alias: 'x' } } },
    { name: 'that is empty', receiver: {} },
    { name: 'whose part is null', receiver: { Account: null } },
    { name: 'that is a text', receiver: 'partner' },
    { name: 'that is a number', receiver: 5 },
    { name: 'that is a list', receiver: [{ Account: { Id: '1', Alias: 'partner' } }] },
    { name: 'whose part is a text', receiver: { Account: 'partner' } },
    { name: 'whose part is a list', receiver: { Account: [{ Id: '1', Alias: 'partner' }] } },
  ])('$name is of an unknown kind: one oddity, whatever was looked for in it', ({ receiver }) => {
    expect(read({ Receiver: receiver })).toStrictEqual({ fields: without('account', 'alias'), odd: 1 });
  });

  it('may do without some of its own members, or have null there', () => {
    expect(read({ Receiver: { Account: {} } })).toStrictEqual({ fields: without('account', 'alias'), odd: 0 });
    const Account = { Id: ITEM.Receiver.Account.Id, Alias: null };
    expect(read({ Receiver: { Account } })).toStrictEqual({ fields: without('alias'), odd: 0 });
  });

  it('may have odd members, each of which counts', () => {
    const Account = { Id: 123456789012, Alias: ['partner'] };
    expect(read({ Receiver: { Account } })).toStrictEqual({ fields: without('account', 'alias'), odd: 2 });
  });
});

describe('a text', () => {
  const title = (value: unknown) => {
    const { fields, odd } = read({ Title: value });
    return { title: fields.title, odd };
  };

  it.each([5, 0, true, false, [], ['x'], {}, { Title: 'x' }])('is not %j', (odd) => {
    expect(read({ Title: odd })).toStrictEqual({ fields: without('title'), odd: 1 });
  });

  it.each([
    { name: 'nothing', value: '', kept: '' },
    { name: 'whole characters', value: 'Grüße 🙂', kept: 'Grüße 🙂' },
    { name: 'half a character', value: 'a\ud83dz\ude42', kept: 'a\ufffdz\ufffd' },
    { name: 'halves in the wrong order', value: '\ude42\ud83d', kept: '\ufffd\ufffd' },
  ])('of $name is kept, with halves replaced', ({ value, kept }) => {
    expect(title(value)).toStrictEqual({ title: kept, odd: 0 });
  });

  it.each([
    { name: '2,048 characters', value: 'x'.repeat(2048), kept: 'x'.repeat(2048), odd: 0 },
    { name: '2,049 characters', value: 'x'.repeat(2049), kept: 'x'.repeat(2048), odd: 1 },
    { name: 'a million characters', value: 'x'.repeat(1_000_000), kept: 'x'.repeat(2048), odd: 1 },
    { name: 'a pair at its end', value: `${'x'.repeat(2046)}🙂`, kept: `${'x'.repeat(2046)}🙂`, odd: 0 },
    { name: 'a pair before the cut', value: `${'x'.repeat(2046)}🙂x`, kept: `${'x'.repeat(2046)}🙂`, odd: 1 },
    { name: 'a pair across the cut', value: `${'x'.repeat(2047)}🙂`, kept: 'x'.repeat(2047), odd: 1 },
    { name: 'a pair behind the cut', value: `${'x'.repeat(2048)}🙂`, kept: 'x'.repeat(2048), odd: 1 },
    {
      name: 'half a pair before the cut',
      value: `${'x'.repeat(2047)}\ud83dx`,
      kept: `${'x'.repeat(2047)}\ufffd`,
      odd: 1,
    },
  ])('of $name is cut to whole characters, 2,048 at most', ({ value, kept, odd }) => {
    expect(title(value)).toStrictEqual({ title: kept, odd });
  });

  it.each([
    ['RECEIVER', 'Receiver'],
    ['SENDER', 'Sender'],
    ['OBSERVER', 'OBSERVER'],
    ['Receiver', 'Receiver'],
    ['', ''],
    ['toString', 'toString'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
  ])('that events write differently: %s as %s', (value, role) => {
    expect(read({ Role: value })).toStrictEqual({ fields: { ...READ, role }, odd: 0 });
  });
});
