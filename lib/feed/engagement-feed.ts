import { type IEventBus, type OnEventOptions, Rule } from 'aws-cdk-lib/aws-events';
import { Construct, type IConstruct } from 'constructs';
import { DetailType } from '../../lambda/apis/detail-types.ts';
import { PropsError } from '../props/problems.ts';
import { detailOf, emptyFilter, type OnInvitationExpiringOptions, type OnInvitationOptions } from './event-filters.ts';

/** A bus with the events of an EngagementSync, in this stack or in another one. */
export interface IEngagementFeed extends IConstruct {
  /** Where the events are published. */
  readonly eventBus: IEventBus;
  /** `source` of the events. */
  readonly eventSource: string;

  /** A rule for all events. */
  onEvent(id: string, options?: OnInvitationExpiringOptions): Rule;
  /** An invitation is seen for the first time. */
  onInvitationCreated(id: string, options?: OnInvitationOptions): Rule;
  onInvitationAccepted(id: string, options?: OnInvitationOptions): Rule;
  onInvitationRejected(id: string, options?: OnInvitationOptions): Rule;
  onInvitationExpired(id: string, options?: OnInvitationOptions): Rule;
  /** An invitation is still to be answered, and little time remains. */
  onInvitationExpiring(id: string, options?: OnInvitationExpiringOptions): Rule;
  /** Another published field of an invitation has changed, such as the title or the expiration date. */
  onInvitationUpdated(id: string, options?: OnInvitationOptions): Rule;
  /** A contact engagement is seen for the first time. */
  onEngagementStarted(id: string, options?: OnEventOptions): Rule;
  onEngagementStopped(id: string, options?: OnEventOptions): Rule;
  /** A list was read to its end, and everything found was published. */
  onSyncCompleted(id: string, options?: OnEventOptions): Rule;
}

export abstract class EngagementFeed extends Construct implements IEngagementFeed {
  abstract readonly eventBus: IEventBus;
  abstract readonly eventSource: string;

  onEvent(id: string, options: OnInvitationExpiringOptions = {}): Rule {
    return this.on(id, options);
  }

  onInvitationCreated(id: string, options: OnInvitationOptions = {}): Rule {
    return this.on(id, options, DetailType.invitationCreated);
  }

  onInvitationAccepted(id: string, options: OnInvitationOptions = {}): Rule {
    return this.on(id, options, DetailType.invitationAccepted);
  }

  onInvitationRejected(id: string, options: OnInvitationOptions = {}): Rule {
    return this.on(id, options, DetailType.invitationRejected);
  }

  onInvitationExpired(id: string, options: OnInvitationOptions = {}): Rule {
    return this.on(id, options, DetailType.invitationExpired);
  }

  onInvitationExpiring(id: string, options: OnInvitationExpiringOptions = {}): Rule {
    return this.on(id, options, DetailType.invitationExpiring);
  }

  onInvitationUpdated(id: string, options: OnInvitationOptions = {}): Rule {
    return this.on(id, options, DetailType.invitationUpdated);
  }

  onEngagementStarted(id: string, options: OnEventOptions = {}): Rule {
    return this.on(id, options, DetailType.contactEngagementStarted);
  }

  onEngagementStopped(id: string, options: OnEventOptions = {}): Rule {
    return this.on(id, options, DetailType.contactEngagementStopped);
  }

  onSyncCompleted(id: string, options: OnEventOptions = {}): Rule {
    return this.on(id, options, DetailType.syncCompleted);
  }

  /** Why no event would ever pass, if that can be told. */
  protected silenceOf(_filters: OnInvitationExpiringOptions, _detailType: DetailType | undefined): string | undefined {
    return undefined;
  }

  private on(id: string, options: OnInvitationExpiringOptions, detailType?: DetailType): Rule {
    const empty = emptyFilter(options);
    const silence = empty
      ? `the filter "${empty}" must not be empty, got []. Example: leave it out, for all`
      : this.silenceOf(options, detailType);
    if (silence) throw new PropsError(`Rule "${id}" would never match: ${silence}`);

    const { target, description, ruleName, eventPattern, crossStackScope } = options;
    const rule = new Rule(crossStackScope ?? this, id, {
      eventBus: this.eventBus,
      ...(description !== undefined && { description }),
      ...(ruleName !== undefined && { ruleName }),
      ...(eventPattern && { eventPattern }),
    });
    const detail = detailOf(options);
    rule.addEventPattern({
      source: [this.eventSource],
      ...(detailType && { detailType: [detailType] }),
      ...(detail && { detail }),
    });
    rule.addTarget(target);
    return rule;
  }
}
