import type { Api } from '../core/api.ts';
import { scopeName } from '../core/scope-name.ts';

const EVENTS = {
  contactEngagementStarted: {
    detailType: 'Contact Engagement Started',
    kind: 'created',
    when: 'An engagement is seen for the first time. It may have stopped already: see its stopTime',
  },
  contactEngagementStopped: {
    detailType: 'Contact Engagement Stopped',
    kind: 'changed',
    when: 'The stop time appeared',
  },
} as const satisfies Api['events'];

/** Incident Manager's ListEngagements, of one region. (Partner Central has an unrelated operation of the same name.) */
export const contactEngagements = {
  name: 'contact-engagements',
  scope: { region: { example: 'us-east-1', description: 'The AWS region that was listed' } },
  release: 1,
  fields: {
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
  },
  idField: 'arn',
  dateField: 'startTime',
  newestFirst: false,
  // Pages stop within minutes or hours; some never get a stop time. After a day, the daily reconciliation is enough.
  usuallyOpenForMs: 24 * 60 * 60_000,
  resource: {
    name: 'engagement',
    description: 'A contact or an escalation plan that is paged. A field that the API left out is absent, never null',
  },
  events: EVENTS,

  list: {
    service: 'Incident Manager',
    operation: 'ListEngagements',
    iamAction: 'ssm-contacts:ListEngagements',
    // The action has neither resources nor condition keys of its own, but every call goes to a region.
    iamCondition: { key: 'aws:RequestedRegion', part: 'region' },
    prerequisite: 'Incident Manager is set up in this region',
    switchedOffBy: '-c contactEngagementRegions=',
    items: 'Engagements',
    region: ({ region = '' }) => region,
    request: (_parts, since) => ({
      // Fewer than the 1,024 that the API allows: a page's commits fit well into the time of the next call.
      MaxResults: 100,
      // In whole seconds, because the client rounds up or down.
      ...(since !== undefined && {
        TimeRangeValue: { StartTime: new Date(Math.floor(Date.parse(since) / 1000) * 1000) },
      }),
    }),
  },

  isSettled: ({ stopTime }) => stopTime !== undefined,
  merge: (_stored, listed) => listed,

  /** A stopped engagement stays stopped: a stop time that vanishes, or moves, is not a change. */
  changedDetailType: (before, after) =>
    before.stopTime === undefined && after.stopTime !== undefined
      ? EVENTS.contactEngagementStopped.detailType
      : undefined,

  expiresAt: () => undefined,
} as const satisfies Api;

export const contactEngagementScope = (region: string) => scopeName(contactEngagements, { region });
