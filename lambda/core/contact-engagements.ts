import type { ContactEngagement } from '../events/contact-engagements.ts';
import type { ContactEngagementStartedEvent } from '../events/types.ts';
import { DetailType } from './contract.ts';
import { type Candidates, isoDate, isUsableId, publishable, text } from './fields.ts';
import type { Source, SourceDetail } from './source.ts';

/** The members of an Engagement that we publish. IncidentId and both times may be missing. */
interface Engagement {
  readonly EngagementArn?: unknown;
  readonly ContactArn?: unknown;
  readonly Sender?: unknown;
  readonly IncidentId?: unknown;
  readonly StartTime?: unknown;
  readonly StopTime?: unknown;
}

/** Pages stop within minutes or hours; some never get a stop time. After a day, a look a day is enough. */
const USUALLY_OPEN_FOR_MS = 24 * 60 * 60_000;

/** Incident Manager's ListEngagements, for one region. (Partner Central has an unrelated operation of the same name.) */
export function contactEngagements(region: string): Source {
  return {
    newestFirst: false,
    createdDetailType: DetailType.contactEngagementStarted,
    usuallyOpenForMs: USUALLY_OPEN_FOR_MS,

    normalize(item) {
      const engagement = (item ?? {}) as Engagement;
      const id = text(engagement.EngagementArn);
      if (!isUsableId(id)) return undefined;
      const published = publishable({
        arn: id,
        contactArn: text(engagement.ContactArn),
        sender: text(engagement.Sender),
        incidentId: text(engagement.IncidentId),
        startTime: isoDate(engagement.StartTime),
        stopTime: isoDate(engagement.StopTime),
      } satisfies Candidates<ContactEngagement>);
      return { id, ...published };
    },

    dateOf: (fields) => fields.startTime,

    isSettled: (fields) => fields.stopTime !== undefined,

    merge: (_stored, listed) => listed,

    /** What has stopped stays stopped: a stop time that vanishes, or moves, is no change. */
    changedDetailType: (before, after) =>
      before.stopTime === undefined && after.stopTime !== undefined ? DetailType.contactEngagementStopped : undefined,

    expiresAt: () => undefined,

    detail: (fields) => ({ region, engagement: fields }) satisfies SourceDetail<ContactEngagementStartedEvent>,
  };
}
