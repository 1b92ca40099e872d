import { type CfnRule, type EventPattern, type IEventBus, type OnEventOptions, Rule } from 'aws-cdk-lib/aws-events';
import { Construct, type IConstruct } from 'constructs';
import { DetailType } from '../../lambda/apis/detail-types.ts';
import { PropsError } from '../props/props-error.ts';
import { busNameFor } from './bus-name.ts';
import type {
  OnEngagementOptions,
  OnFeedEventOptions,
  OnInvitationExpiringOptions,
  OnInvitationOptions,
} from './event-options.ts';
import { detailOf, narrowed } from './event-pattern.ts';
import { checkRuleOptions } from './rule-options.ts';

/** A bus with the events of an EngagementSync, in this stack or in another one. */
export interface IEngagementFeed extends IConstruct {
  /** Where the events are published. */
  readonly eventBus: IEventBus;
  /** `source` of the events. */
  readonly eventSource: string;

  /** A rule for all events. */
  onEvent(id: string, options?: OnFeedEventOptions): Rule;
  /** An invitation is seen for the first time. */
  onInvitationCreated(id: string, options?: OnInvitationOptions): Rule;
  onInvitationAccepted(id: string, options?: OnInvitationOptions): Rule;
  onInvitationRejected(id: string, options?: OnInvitationOptions): Rule;
  onInvitationExpired(id: string, options?: OnInvitationOptions): Rule;
  /** The status of an invitation changed to one that this version does not know. */
  onInvitationStatusChanged(id: string, options?: OnInvitationOptions): Rule;
  /** An invitation is still to be answered, and little time remains. */
  onInvitationExpiring(id: string, options?: OnInvitationExpiringOptions): Rule;
  /** Another published field of an invitation has changed, such as the title or the expiration date. */
  onInvitationUpdated(id: string, options?: OnInvitationOptions): Rule;
  /** A contact engagement is seen for the first time. */
  onEngagementStarted(id: string, options?: OnEngagementOptions): Rule;
  onEngagementStopped(id: string, options?: OnEngagementOptions): Rule;
  /** A list was read to its end, and everything found was published. */
  onSyncCompleted(id: string, options?: OnEventOptions): Rule;
}

export abstract class EngagementFeed extends Construct implements IEngagementFeed {
  abstract readonly eventBus: IEventBus;
  abstract readonly eventSource: string;

  onEvent(id: string, options: OnFeedEventOptions = {}): Rule {
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

  onInvitationStatusChanged(id: string, options: OnInvitationOptions = {}): Rule {
    return this.on(id, options, DetailType.invitationStatusChanged);
  }

  onInvitationExpiring(id: string, options: OnInvitationExpiringOptions = {}): Rule {
    return this.on(id, options, DetailType.invitationExpiring);
  }

  onInvitationUpdated(id: string, options: OnInvitationOptions = {}): Rule {
    return this.on(id, options, DetailType.invitationUpdated);
  }

  onEngagementStarted(id: string, options: OnEngagementOptions = {}): Rule {
    return this.on(id, options, DetailType.contactEngagementStarted);
  }

  onEngagementStopped(id: string, options: OnEngagementOptions = {}): Rule {
    return this.on(id, options, DetailType.contactEngagementStopped);
  }

  onSyncCompleted(id: string, options: OnEventOptions = {}): Rule {
    return this.on(id, options, DetailType.syncCompleted);
  }

  /** Why no event would ever pass, if that can be told. */
  protected silenceOf(_filters: OnFeedEventOptions, _detailType: DetailType | undefined): string | undefined {
    return undefined;
  }

  private on(id: string, options: OnFeedEventOptions, detailType?: DetailType): Rule {
    checkRuleOptions(id, options, detailType);
    const silence = this.silenceOf(options, detailType);
    if (silence) throw new PropsError(`Rule "${id}" would never match: ${silence}`);

    const { target, description, ruleName, eventPattern = {}, crossStackScope } = options;
    const detail = detailOf(options);
    const own = {
      source: [this.eventSource],
      ...(detailType && { detailType: [detailType] }),
      ...(detail && { detail }),
    };
    const rule = new Rule(crossStackScope ?? this, id, {
      eventBus: this.eventBus,
      ...(description !== undefined && { description }),
      ...(ruleName !== undefined && { ruleName }),
      eventPattern: narrowed(id, own, eventPattern as Readonly<Record<string, unknown>>) as EventPattern,
    });
    // CDK would name the bus, which may be one of another account.
    (rule.node.defaultChild as CfnRule).eventBusName = busNameFor(rule, this.eventBus);
    rule.addTarget(target);
    return rule;
  }
}
