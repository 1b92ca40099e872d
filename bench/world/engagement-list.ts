import type { IncidentManager } from '../../local/aws/incident-manager.ts';

const HOUR_MS = 3_600_000;
const ARN = 'arn:aws:ssm-contacts:us-east-1:111122223333';

/** Which of them never stop: only the first, or all. */
export type OpenForEver = 'first' | 'all';

/** Incident Manager's list: engagements that begin an hour apart, and stop after an hour or never. */
export class EngagementList {
  #engaged = 0;

  constructor(
    private readonly incidentManager: IncidentManager,
    readonly engagements: number,
    private readonly openForEver: OpenForEver,
    /** The time when the last of them has been open for an hour. */
    readonly endMs: number,
  ) {}

  /** Adds the engagements up to a time. The one of the hour before it is still to come. */
  goTo(atMs: number): void {
    const hoursToGo = Math.ceil((this.endMs - atMs) / HOUR_MS);
    while (this.#engaged < this.engagements - hoursToGo) this.#engage();
  }

  #engage(): void {
    const startMs = this.endMs - (this.engagements - this.#engaged) * HOUR_MS;
    const stops = this.openForEver === 'first' && this.#engaged > 0;
    this.incidentManager.engage({
      EngagementArn: `${ARN}:engagement/on-call/00000000-0000-0000-0000-${String(this.#engaged).padStart(12, '0')}`,
      ContactArn: `${ARN}:contact/on-call`,
      Sender: 'an-incident-manager-sender',
      IncidentId: `incident-${this.#engaged}`,
      StartTime: startMs / 1000,
      ...(stops && { StopTime: (startMs + HOUR_MS) / 1000 }),
    });
    this.#engaged += 1;
  }
}
