import { beforeAll, describe, expect, it, vi } from 'vitest';
import { World } from '../../../local/aws/world.ts';
import { RunnableStack } from '../../support/runnable-stack.ts';
import { type Call, callsIn } from './calls.ts';
import { denied, type Statement, statementsOf, unused } from './policies.ts';
import { playOn, syncOnce, type TableFaults } from './story.ts';

// Two synths, and some thirty runs of functions in their own processes.
vi.setConfig({ hookTimeout: 180_000 });

/** Granted, but used by AWS on behalf of the function, so none of our requests shows it. */
const USED_BY_AWS: Readonly<Record<string, string>> = {
  'logs:CreateLogStream': 'Lambda writes the log',
  'logs:PutLogEvents': 'Lambda writes the log',
  'sqs:ReceiveMessage': 'Lambda reads the queue of wake-ups',
  'sqs:DeleteMessage': 'likewise',
  'sqs:GetQueueAttributes': 'likewise',
  'kms:Encrypt': 'DynamoDB uses the key of the table in the name of its caller',
  'kms:Decrypt': 'likewise',
  'kms:ReEncryptFrom': 'likewise',
  'kms:ReEncryptTo': 'likewise',
  'kms:GenerateDataKey': 'likewise',
  'kms:DescribeKey': 'likewise',
};

/** The actions without resources: only a condition narrows them. */
const WITHOUT_RESOURCES = ['partnercentral:ListEngagementInvitations', 'ssm-contacts:ListEngagements'];

const SETTINGS = [
  {
    catalogs: 'AWS,Sandbox',
    contactEngagementRegions: 'us-east-1,eu-west-1',
    eventSource: 'com.example.feed',
    encryptionKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  },
  { participantRoles: 'RECEIVER', contactEngagementRegions: 'eu-west-1', eventBusName: 'partner-events' },
];

interface Played {
  readonly statements: readonly Statement[];
  readonly calls: readonly Call[];
}

/** Runs the function of a source in its own world: everything on its first scope, a sync on the others. */
async function play(stack: RunnableStack, source: string, prefix: string): Promise<Played> {
  const inputs = Object.values(stack.resources)
    .filter(({ Type }) => Type === 'AWS::Scheduler::Schedule')
    .map(({ Properties }) => JSON.parse(Properties.Target.Input) as { scope: string });
  const scopes = new Set(inputs.map(({ scope }) => scope).filter((scope) => scope.startsWith(prefix)));
  const tableFaults: TableFaults = {};
  const world = await World.start({
    dynamodb: { tableName: 'snapshots', faults: (request) => tableFaults.source?.(request) },
    eventBus: { buses: ['feed', 'partner-events'] },
  });
  try {
    const [first = 'none', ...others] = scopes;
    await playOn(stack, world, first, tableFaults);
    for (const scope of others) await syncOnce(stack, world, scope);
    return { statements: statementsOf(stack.resources, source), calls: callsIn(world) };
  } finally {
    await world.stop();
  }
}

const granted = new Set<string>();

describe.each(SETTINGS)('with %j', (settings) => {
  const played: Record<string, Played> = {};
  beforeAll(async () => {
    const stack = RunnableStack.create(settings);
    const [invitations, contactEngagements] = await Promise.all([
      play(stack, 'Invitations', 'invitations/'),
      play(stack, 'ContactEngagements', 'contact-engagements/'),
    ]);
    Object.assign(played, { invitations, contactEngagements });
  });

  describe.each(['invitations', 'contactEngagements'])('the function of %s', (source) => {
    const of = () => played[source] as Played;

    it('may do whatever it does', () => {
      const { statements, calls } = of();
      expect(calls).not.toEqual([]);
      expect(denied(statements, calls)).toEqual([]);
    });

    it('does whatever it may', () => {
      const { statements, calls } = of();
      const ours = statements.filter(({ actions }) => !actions.every((action) => action in USED_BY_AWS));
      expect(unused(ours, calls)).toEqual([]);
      for (const action of statements.flatMap(({ actions }) => actions)) granted.add(action);
    });

    it('may do it to named resources, or else under a condition', () => {
      for (const { actions, resources, conditions } of of().statements) {
        expect(actions.join()).not.toContain('*');
        // The ARN of a log group ends with :*, for its streams.
        const isNarrow = resources.every((resource) => !/[*?]/.test(resource.replace(/(:log-group:.+):\*$/, '$1')));
        const cannotBe = actions.every((action) => WITHOUT_RESOURCES.includes(action));
        expect(isNarrow || (cannotBe && conditions.length > 0), actions.join()).toBe(true);
      }
    });
  });
});

it('what AWS uses in the name of the functions is granted somewhere', () => {
  expect(Object.keys(USED_BY_AWS).filter((action) => !granted.has(action))).toEqual([]);
});
