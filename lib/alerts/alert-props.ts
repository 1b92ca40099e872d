import type { Duration } from 'aws-cdk-lib';
import { ALERT_KINDS, type AlertKind, DEFAULT_ALERT_KINDS } from '../../lambda/alerts/alert.ts';
import { invitationScope } from '../../lambda/apis/invitations.ts';
import type { Catalog } from '../../lambda/apis/partner-central.ts';
import type { Invitations } from '../sync/invitations.ts';

export type { AlertKind };
export { ALERT_KINDS };

export const DIGESTS = ['off', 'daily', 'weekly'] as const;
export type AlertDigest = (typeof DIGESTS)[number];
export const hasDigest = ({ digest = 'off' }: { readonly digest?: AlertDigest | undefined }) => digest !== 'off';

export interface ExpiryAlertsProps {
  /**
   * Who is told by mail: those who answer invitations. AWS asks each address for its consent first.
   *
   * @default - nobody; subscribe to `alertTopic` yourself
   */
  readonly emails?: readonly string[] | undefined;

  /**
   * Whether the alerts also go to `chatTopic`, as Amazon Q Developer's custom notifications. Add the topic to the
   * configuration of your Slack or Teams channel.
   *
   * @default false
   */
  readonly chat?: boolean | undefined;

  /**
   * The catalogs whose invitations are worth an alert.
   *
   * @default - AWS, if it is synced; never Sandbox
   */
  readonly catalogs?: readonly Catalog[] | undefined;

  /**
   * The events that people are told of. They are not told of what a first sync finds: see `digest`.
   *
   * @default ['expiring', 'expired']
   */
  readonly on?: readonly AlertKind[] | undefined;

  /**
   * Whether people also get a list of what is open, by when, and what expired unanswered since the last one. No list is sent
   * where there is nothing to tell. A weekly one comes on Mondays.
   *
   * @default 'off'
   */
  readonly digest?: AlertDigest | undefined;

  /**
   * The hour of the digest in `timeZone`, from 0 to 23.
   *
   * @default 8
   */
  readonly digestHour?: number | undefined;

  /**
   * The zone in which times are written, such as `Europe/Berlin`.
   *
   * @default 'UTC'
   */
  readonly timeZone?: string | undefined;

  /**
   * Whether the alert of an invitation to be answered says what it is about: customer, project, expected spend. The function
   * asks Partner Central when it writes, one call a mail. Nothing of it is stored or logged.
   *
   * @default false
   */
  readonly details?: boolean | undefined;
}

/** The events that people are told of, and how. */
export interface AlertPlan extends ExpiryAlertsProps {
  readonly catalogs: readonly Catalog[];
  readonly on: readonly AlertKind[];
  readonly thresholds: readonly Duration[];
  /** Those whose invitations are alerted of. */
  readonly scopes: readonly string[];
}

/** Undefined where there is nothing to tell. */
export function planAlerts(
  props: ExpiryAlertsProps | false = {},
  invitations: Invitations | undefined,
): AlertPlan | undefined {
  if (props === false || !invitations?.participantRoles.includes('RECEIVER')) return undefined;
  const catalogs = props.catalogs ?? invitations.catalogs.filter((catalog) => catalog !== 'Sandbox');
  const thresholds = invitations.expiryThresholds;
  const wanted = props.on ?? DEFAULT_ALERT_KINDS;
  // Nobody is warned of an expiry where there is no threshold.
  const on = wanted.filter((kind) => kind !== 'expiring' || thresholds.length > 0);
  if (catalogs.length === 0 || (on.length === 0 && !hasDigest(props))) return undefined;
  const scopes = catalogs.map((catalog) => invitationScope(catalog, 'RECEIVER'));
  return { ...props, catalogs, on, thresholds, scopes };
}
