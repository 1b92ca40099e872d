import { type App, Stack } from 'aws-cdk-lib';
import {
  type AlertDigest,
  type AlertKind,
  type Alerts,
  type Baseline,
  type Catalog,
  type ContactEngagementsProps,
  EngagementSync,
  type ExpiryAlertsProps,
  type FeedFunction,
  type FromEventBusArnOptions,
  type FromParametersOptions,
  type IEngagementFeed,
  type IRelayedFeed,
  type OnEngagementOptions,
  type OnFeedEventOptions,
  type OnInvitationExpiringOptions,
  type OnInvitationOptions,
  type ParticipantRole,
  PropsError,
  type SyncFunction,
} from 'engagement-sync';

/* Every value that the construct takes or has, with its type by name. It is compiled, and never run. */

const catalogs: Catalog[] = ['AWS'];
const participantRoles: ParticipantRole[] = ['RECEIVER'];
const on: AlertKind[] = ['expired'];
const digest: AlertDigest = 'daily';
const expiryAlerts: ExpiryAlertsProps = { on, digest };
const engagements: ContactEngagementsProps = { regions: ['us-east-1'] };
const baseline: Baseline = 'silent';

export function inThisAccount(stack: Stack): readonly FeedFunction[] {
  const sync = new EngagementSync(stack, 'Sync', {
    invitations: { catalogs, participantRoles },
    engagements,
    expiryAlerts,
    baseline,
  });
  const functions: readonly SyncFunction[] = sync.functions;
  const alerts: Alerts | undefined = sync.alerts;
  const options: OnInvitationOptions = { catalogs };
  const expiring: OnInvitationExpiringOptions = options;
  const engagement: OnEngagementOptions = { incidentIds: ['1'] };
  const any: OnFeedEventOptions = expiring;
  sync.onInvitationStatusChanged('StatusChanged', options);
  sync.onInvitationExpiring('Expiring', expiring);
  sync.onEngagementStarted('Started', engagement);
  sync.onEvent('Any', any);
  return alerts ? [...functions, alerts.function] : functions;
}

export function inOtherStacks(
  app: App,
  parameters: FromParametersOptions,
  bus: FromEventBusArnOptions,
): IEngagementFeed[] {
  const stack = new Stack(app, 'Subscriber');
  const arn = 'arn:aws:events:us-east-1:111122223333:event-bus/partner-events';
  const relayed: IRelayedFeed = EngagementSync.fromEventBusArn(stack, 'Relayed', arn, bus);
  relayed.deadLetterQueue.metricApproximateNumberOfMessagesVisible();
  return [EngagementSync.fromParameters(stack, 'Feed', parameters), relayed];
}

export const isOurs = (error: unknown): boolean => error instanceof PropsError;
