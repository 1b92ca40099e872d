import { type IResource, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EngagementSyncProps } from '../engagement-sync-props.ts';
import { PropsError } from './props-error.ts';

type Place = 'account' | 'region';

interface ImportedRule {
  /** Where it has to be: as the stack is. */
  readonly same: readonly Place[];
  readonly because: string;
  readonly remedy: string;
}

/** AWS's rule for a resource that is handed in. */
const RULES = {
  eventBus: {
    same: ['account', 'region'],
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html
    because: 'rules and an archive can only be made where the bus is',
    remedy: 'Leave it out, and lead the events there with a rule: sync.onEvent(…, { target: new EventBus(bus) })',
  },
  alarmTopic: {
    same: ['region'],
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
    because: 'an alarm notifies topics of its own region only',
    remedy: 'Hand in a topic of this region, or name "alarmEmails"',
  },
  encryptionKey: {
    same: ['account', 'region'],
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
    because: 'the table needs a key of its own account and region',
    remedy: 'Hand in a key of this account and region, or leave it out',
  },
} as const satisfies Partial<Record<keyof EngagementSyncProps, ImportedRule>>;

/**
 * Compares the resources that are handed in with the stack, as far as both places are known: an ARN names account and region.
 *
 * @throws PropsError
 */
export function refuseOutOfReach(scope: Construct, props: EngagementSyncProps): void {
  const problems = (Object.keys(RULES) as (keyof typeof RULES)[]).flatMap((prop) => {
    const resource: IResource | undefined = props[prop];
    const { same, because, remedy }: ImportedRule = RULES[prop];
    if (!resource) return [];
    return same.flatMap((place) => {
      const [own, other] = [Stack.of(scope)[place], resource.env[place]];
      if (Token.isUnresolved(own) || Token.isUnresolved(other) || own === other) return [];
      return `EngagementSync "${prop}": must be in the ${place} of the stack, ${own}, because ${because}; got ${other}. ${remedy}`;
    });
  });
  if (problems.length > 0) throw new PropsError(problems.join('\n'));
}
