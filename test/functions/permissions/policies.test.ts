import { describe, expect, it } from 'vitest';
import { denied, statementsOf, unused } from './policies.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:111122223333:table/snapshots';

/** The statements of a function that has this one. */
const statements = (statement: Record<string, unknown>) =>
  statementsOf(
    {
      Invitations: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
      Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] } },
      },
    },
    'Invitations',
  );

const onTable = statements({
  Action: ['dynamodb:GetItem', 'dynamodb:Query'],
  Resource: { 'Fn::GetAtt': ['Table', 'Arn'] },
  Condition: { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
});
const get = { action: 'dynamodb:GetItem', resource: TABLE, context: { 'aws:RequestedRegion': ['us-east-1'] } };

describe('a policy', () => {
  it('allows what meets action, resource and condition, and nothing else', () => {
    expect(denied(onTable, [get])).toEqual([]);
    for (const other of [
      { action: 'dynamodb:Scan' },
      { resource: `${TABLE}-2` },
      { context: {} },
      { context: { 'aws:RequestedRegion': ['us-east-1', 'us-east-2'] } },
    ]) {
      expect(denied(onTable, [{ ...get, ...other }])).toHaveLength(1);
    }
  });

  it('of a table says nothing about its index, nor the other way round', () => {
    const Action = 'dynamodb:Query';
    const Resource = { 'Fn::GetAtt': ['Table', 'Arn'] };
    const query = { action: Action, resource: TABLE, context: {} };
    const queryOfIndex = { ...query, resource: `${TABLE}/index/attention` };
    const calls = [query, queryOfIndex];
    expect(denied(statements({ Action, Resource }), calls)).toEqual([queryOfIndex]);
    const ofIndex = statements({ Action, Resource: { 'Fn::Join': ['', [Resource, '/index/attention']] } });
    expect(denied(ofIndex, calls)).toEqual([query]);
  });

  it('is wider than needed by what no call has used', () => {
    expect(unused(onTable, [get])).toEqual(['dynamodb:Query', 'aws:RequestedRegion eu-west-1']);
    expect(unused(onTable, [])).toContain(TABLE);
  });

  it.each([
    { Effect: 'Deny' },
    { NotAction: 'dynamodb:Scan' },
    { Condition: { StringLike: { 'events:source': 'com.*' } } },
    { Resource: { 'Fn::Sub': 'arn:*' } },
  ])('with %j is refused, not guessed at', (part) => {
    expect(() => statements({ Action: 'dynamodb:GetItem', Resource: '*', ...part })).toThrow('Not understood');
  });
});
