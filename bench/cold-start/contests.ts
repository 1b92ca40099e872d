import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Stack } from 'aws-cdk-lib';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { BUNDLING } from '../../lib/sync/bundling.ts';
import type { SynthesizedStack } from '../../local/synthesized-stack.ts';

/** A function, and the bare import of its clients, bundled with the same options. */
export interface Contest {
  readonly name: string;
  readonly bundle: string;
  readonly bareBundle: string;
  readonly scope: string;
  readonly environment: Readonly<Record<string, string>>;
}

const SCOPES = { invitations: 'invitations/AWS/RECEIVER', 'contact-engagements': 'contact-engagements/us-east-1' };

export function contests(stack: SynthesizedStack): Contest[] {
  // The path of each asset is told in the template, as the CLI has it.
  const app = new App({ context: { 'aws:cdk:enable-asset-metadata': true } });
  const bareStack = new Stack(app, 'Bare');
  const bareFunctions = Object.keys(SCOPES).map(
    (name) =>
      new NodejsFunction(bareStack, name, {
        entry: fileURLToPath(new URL(`bare/${name}.ts`, import.meta.url)),
        runtime: Runtime.NODEJS_24_X,
        architecture: Architecture.ARM_64,
        bundling: BUNDLING,
      }),
  );
  const { outdir } = app;
  const { Resources } = app.synth().getStackByName('Bare').template;
  return Object.entries(SCOPES).map(([name, scope], index) => {
    const { bundle, environment } = stack.functionOf(scope);
    const bareId = bareStack.getLogicalId(bareFunctions[index]?.node.defaultChild as never);
    return { name, scope, bundle, environment, bareBundle: join(outdir, assetOf(Resources[bareId]), 'index.mjs') };
  });
}

const assetOf = (resource: { Metadata: Record<string, string> }) => resource.Metadata['aws:asset:path'] ?? '';
