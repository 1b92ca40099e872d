import { Construct } from 'constructs';
import * as v from 'valibot';
import { contactEngagements } from '../../lambda/apis/contact-engagements.ts';
import { DetailType } from '../../lambda/apis/detail-types.ts';
import { invitations } from '../../lambda/apis/invitations.ts';
import type { Api } from '../../lambda/core/api.ts';
import { problemsIn, refuse } from '../props/problems.ts';
import { many, propsSchema, schemaOf } from '../props/schemas.ts';
import { ALL_FILTERS, ENGAGEMENT_FILTERS, EXPIRING_FILTERS, type Filter, INVITATION_FILTERS } from './filters.ts';

/** Those of CDK's own, for all rules. */
const OF_CDK = {
  target: v.custom(
    (value) => typeof value === 'object' && value !== null && 'bind' in value,
    'must be the target of a rule',
  ),
  eventPattern: v.custom((value) => typeof value === 'object' && value !== null, 'must be an event pattern'),
  description: v.string('must be a text'),
  ruleName: v.string('must be a text'),
  crossStackScope: v.custom((value) => Construct.isConstruct(value), 'must be a construct'),
};

const EXAMPLES: Readonly<Record<string, string>> = {
  '': '{ target: new SqsQueue(queue) }',
  target: 'target: new SqsQueue(queue)',
  eventPattern: 'eventPattern: { detail: { metadata: { baseline: [false] } } }',
  ...Object.fromEntries(Object.entries(ALL_FILTERS).map(([name, { example }]) => [name, example])),
};

export const isEventOf = ({ events }: Api, detailType: string | undefined) =>
  Object.values(events).some((event) => event.detailType === detailType);

/** The filters that a rule for a detail-type has; undefined: for all events. */
function filtersOf(detailType: DetailType | undefined): Readonly<Record<string, Filter>> {
  if (detailType === undefined) return ALL_FILTERS;
  if (detailType === DetailType.invitationExpiring) return EXPIRING_FILTERS;
  if (isEventOf(invitations, detailType)) return INVITATION_FILTERS;
  return isEventOf(contactEngagements, detailType) ? ENGAGEMENT_FILTERS : {};
}

/**
 * @param id of the rule
 * @throws PropsError where an option is unknown, or no value it can have
 */
export function checkRuleOptions(id: string, options: unknown, detailType: DetailType | undefined): void {
  const filters = Object.entries(filtersOf(detailType)).map(
    ([name, { kind, example }]) => [name, schemaOf(many(kind, example, 'leave it out, for all'))] as const,
  );
  const schema = propsSchema({ ...Object.fromEntries(filters), ...OF_CDK }, 'option');
  refuse(`Rule "${id}"`, problemsIn(schema, options), EXAMPLES);
}
