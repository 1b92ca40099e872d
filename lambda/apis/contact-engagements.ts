import type { Api } from '../core/api.ts';
import { contactEngagementScope, DetailType } from '../core/contract.ts';
import type { FieldDefinitions } from '../core/fields.ts';

export const CONTACT_ENGAGEMENT_FIELDS = {
  arn: { path: 'EngagementArn', kind: 'text', description: 'Of the engagement' },
  contactArn: { path: 'ContactArn', kind: 'text', description: 'Of the contact or escalation plan' },
  sender: { path: 'Sender', kind: 'text', description: 'Who started it' },
  incidentId: { path: 'IncidentId', kind: 'text', description: 'The incident it belongs to; absent without one' },
  startTime: { path: 'StartTime', kind: 'epoch-seconds', description: 'When it started' },
  stopTime: {
    path: 'StopTime',
    kind: 'epoch-seconds',
    description: 'When it stopped; absent as long as it has not',
  },
} as const satisfies FieldDefinitions;

/** `contact-engagements/<region>` */
const regionOf = (scope: string) => scope.split('/')[1] ?? '';

/** Incident Manager's ListEngagements, of one region. (Partner Central has an unrelated operation of the same name.) */
export const contactEngagements: Api = {
  name: 'contact-engagements',
  release: 1,
  fields: CONTACT_ENGAGEMENT_FIELDS,
  idField: 'arn',
  dateField: 'startTime',
  newestFirst: false,
  // Pages stop within minutes or hours; some never get a stop time. After a day, a look a day is enough.
  usuallyOpenForMs: 24 * 60 * 60_000,
  createdDetailType: DetailType.contactEngagementStarted,
  scopeExample: contactEngagementScope('us-east-1'),

  list: {
    operation: "Incident Manager's ListEngagements",
    iamAction: 'ssm-contacts:ListEngagements',
    prerequisite: 'Incident Manager is set up in this region',
    items: 'Engagements',
    region: regionOf,
    request: (_scope, since) => ({
      // Fewer than the 1,024 that the API allows, so that a page's commits fit well into the time of the next call.
      MaxResults: 100,
      // In whole seconds: the client rounds, up as well as down.
      ...(since !== undefined && {
        TimeRangeValue: { StartTime: new Date(Math.floor(Date.parse(since) / 1000) * 1000) },
      }),
    }),
  },

  isScope: (scope) => regionOf(scope) !== '' && scope === contactEngagementScope(regionOf(scope)),
  isSettled: ({ stopTime }) => stopTime !== undefined,
  merge: (_stored, listed) => listed,

  /** A stopped engagement stays stopped: a stop time that vanishes, or moves, is not a change. */
  changedDetailType: (before, after) =>
    before.stopTime === undefined && after.stopTime !== undefined ? DetailType.contactEngagementStopped : undefined,

  expiresAt: () => undefined,
  detail: (scope, fields) => ({ region: regionOf(scope), engagement: fields }),
};
