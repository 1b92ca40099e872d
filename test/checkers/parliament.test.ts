import { expect, it } from 'vitest';
import { resolved } from '../support/intrinsic-functions.ts';
import { policyDocumentsIn } from '../support/policy-documents.ts';
import { TEMPLATE_VARIANTS, type Variant } from '../support/template-variants.ts';
import { findingsOf } from './checker.ts';

const audit = (policies: object) => findingsOf('audit_policies.py', [], JSON.stringify(policies));
const policyOf = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

/** The policies of roles. Parliament knows those without a principal. */
const identityPoliciesIn = ({ template }: Variant) =>
  Object.fromEntries(
    policyDocumentsIn(template)
      .filter(({ statements }) => statements.every(({ Principal }) => Principal === undefined))
      .map(({ path, statements }) => [path, resolved(template.Resources, policyOf(...statements))]),
  );

it.each(TEMPLATE_VARIANTS)('finds nothing in the policies of a template for: $name', (variant) => {
  const policies = identityPoliciesIn(variant);
  expect(Object.keys(policies)).not.toEqual([]);
  expect(audit(policies)).toEqual([]);
});

it('does find what is wrong: an action, a resource, a key of a condition, a set operator', () => {
  const table = 'arn:aws:dynamodb:us-east-1:111122223333:table/snapshots';
  const get = { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: table };
  const findings = audit({
    action: policyOf({ ...get, Action: 'dynamodb:GetItems' }),
    resource: policyOf({ ...get, Resource: 'arn:aws:sqs:us-east-1:111122223333:queue' }),
    key: policyOf({ ...get, Condition: { StringEquals: { 'events:source': 'a' } } }),
    set: policyOf({ ...get, Condition: { 'ForAllValues:StringEquals': { 'aws:SourceAccount': '111122223333' } } }),
  });
  expect(findings).toEqual([
    expect.stringMatching(/^action: .*UNKNOWN_ACTION/),
    expect.stringMatching(/^resource: .*RESOURCE_MISMATCH/),
    expect.stringMatching(/^key: .*UNKNOWN_CONDITION_FOR_ACTION/),
    expect.stringMatching(/^set: .*SINGLE_VALUE_CONDITION_TOO_PERMISSIVE/),
  ]);
});
