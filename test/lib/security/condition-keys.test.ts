import { describe, expect, it } from 'vitest';
import CONDITION_KEYS from '../../support/condition-keys.json' with { type: 'json' };
import { policyDocumentsIn, type Statement } from '../../support/policy-documents.ts';
import { TEMPLATE_VARIANTS } from '../../support/template-variants.ts';
import { problemsIn } from './condition-rules.ts';

describe.each(TEMPLATE_VARIANTS)('a template for: $name', ({ template }) => {
  it('compares each condition key as its type wants it', () => {
    const problems = policyDocumentsIn(template).flatMap(({ path, statements }) =>
      statements.flatMap(problemsIn).map((problem) => `${path}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });
});

describe('what was looked at', () => {
  const documents = TEMPLATE_VARIANTS.flatMap(({ template }) => policyDocumentsIn(template));

  it('are policies of every kind', () => {
    expect(new Set(documents.map(({ type }) => type))).toEqual(
      new Set([
        'AWS::Events::EventBusPolicy',
        'AWS::IAM::Policy',
        'AWS::IAM::Role',
        'AWS::KMS::Key',
        'AWS::SNS::TopicPolicy',
        'AWS::SQS::QueuePolicy',
      ]),
    );
  });

  it('uses each key of the excerpt', () => {
    const conditions = documents.flatMap(({ statements }) => statements.map(({ Condition = {} }) => Condition));
    const used = conditions.flatMap((condition) => Object.values(condition).flatMap((values) => Object.keys(values)));
    expect([...new Set(used)].sort()).toEqual(Object.keys(CONDITION_KEYS).sort());
  });
});

describe('the rules', () => {
  const conditions = (Condition: Record<string, Record<string, unknown>>, Effect: Statement['Effect'] = 'Allow') =>
    problemsIn({ Effect, Condition });
  const LEADING_KEYS = { 'dynamodb:LeadingKeys': ['a'] };

  it.each([
    [{ StringEquals: { 'events:source': 'a' } }, 'has several values (ArrayOfString)'],
    [{ 'ForAnyValue:StringEquals': { 'aws:SourceAccount': 'a' } }, 'has one value (String)'],
    [{ 'ForAllValues:StringEquals': LEADING_KEYS }, 'true where the key is absent'],
    [{ 'ForAllValues:StringEquals': LEADING_KEYS, Null: { 'events:source': 'false' } }, 'true where the key is absent'],
    [
      { 'ForAllValues:StringEquals': LEADING_KEYS, Null: { 'dynamodb:LeadingKeys': 'true' } },
      'where the key is absent',
    ],
    [{ StringLike: { 'aws:SourceArn': 'a' } }, 'of the type ARN'],
    [{ ArnLike: { 'aws:SourceAccount': 'a' } }, 'of the type String'],
    [{ 'ForAnyValue:ArnLike': LEADING_KEYS }, 'of the type ArrayOfString'],
    [{ StringEquals: { 'aws:SecureTransport': 'false' } }, 'of the type Bool'],
    [{ StringEquals: { 'sns:Protocol': 'a' } }, 'an unknown key. Add it to'],
    [{ Null: { 'sns:Protocol': 'true' } }, 'an unknown key. Add it to'],
  ])('refuse %j', (condition, problem) => {
    expect(conditions(condition)).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    [{ StringEqualsIfExists: { 'AWS:sourceaccount': 'a' } }],
    [{ ArnEquals: { 'aws:SourceArn': 'a' }, Bool: { 'aws:SecureTransport': 'true' } }],
    [{ 'ForAnyValue:StringEquals': { 'events:source': 'a' } }],
    [{ 'ForAllValues:StringEquals': LEADING_KEYS, Null: { 'dynamodb:LeadingKeys': 'false' } }],
  ])('allow %j', (condition) => {
    expect(conditions(condition)).toEqual([]);
  });

  it('let a key be absent where the statement denies', () => {
    expect(conditions({ 'ForAllValues:StringEquals': LEADING_KEYS }, 'Deny')).toEqual([]);
  });
});
