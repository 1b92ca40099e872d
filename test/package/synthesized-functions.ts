import { join } from 'node:path';
import { World } from '../../local/aws/world.ts';
import { runBundle } from '../support/run-bundle.ts';
import type { ConsumerApp } from './consumer-app.ts';

interface LambdaFunction {
  readonly Type: string;
  readonly Properties: {
    readonly Code: { readonly S3Key: string };
    readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
    readonly Timeout: number;
  };
}

const RECEIVER = 'invitations/AWS/RECEIVER';

const functionsOf = (app: ConsumerApp): [string, LambdaFunction][] =>
  Object.entries(
    app.synthesized<{ Resources: Record<string, LambdaFunction> }>('Partner.template.json').Resources,
  ).filter(([, { Type }]) => Type === 'AWS::Lambda::Function');

const hashOf = ({ Properties }: LambdaFunction) => Properties.Code.S3Key.replace('.zip', '');

/** The hash of each function's code, by its logical id. */
export const codeHashes = (app: ConsumerApp): Readonly<Record<string, string>> =>
  Object.fromEntries(functionsOf(app).map(([id, each]) => [id, hashOf(each)]));

/** Has the function for invitations run once, as it was synthesized. Returns the detail-types of the events it published. */
export async function publishedBy(app: ConsumerApp): Promise<string[]> {
  const [, lambda] = functionsOf(app).find(([id]) => id.includes('Invitations')) ?? [];
  if (!lambda) throw new Error('The app has no function for invitations');
  const { files } = app.synthesized<{ files: Record<string, { source: { path: string } }> }>('Partner.assets.json');
  const { Variables } = lambda.Properties.Environment;
  const texts = Object.entries(Variables).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : NAMES[name],
  ]);
  const world = await World.start({ dynamodb: { tableName: 'snapshots' }, eventBus: { buses: ['feed'] } });
  try {
    world.partnerCentral.invite({
      Id: 'engi-0000000000001',
      Catalog: 'AWS',
      ParticipantType: 'RECEIVER',
      Status: 'PENDING',
      InvitationDate: new Date(Date.now() - 3_600_000).toISOString(),
      ExpirationDate: new Date(Date.now() + 10 * 86_400_000).toISOString(),
    });
    const { exitCode, output } = await runBundle(
      join(app.outdir, files[hashOf(lambda)]?.source.path ?? '', 'index.mjs'),
      {
        event: { scope: RECEIVER, mode: 'sync' },
        timeoutMs: lambda.Properties.Timeout * 1000,
        environment: { ...Object.fromEntries(texts), ...world.environment },
      },
    );
    if (exitCode !== 0) throw new Error(`The function ended with ${exitCode}:\n${output}`);
    return world.eventBus.events.map((event) => event['detail-type']);
  } finally {
    await world.stop();
  }
}

/** What CloudFormation would fill in. */
const NAMES: Readonly<Record<string, string>> = { TABLE_NAME: 'snapshots', EVENT_BUS_NAME: 'feed' };
