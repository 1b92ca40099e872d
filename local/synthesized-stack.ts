import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SyncInput } from '../lambda/core/contract.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Names for resources that the template leaves for CloudFormation to name. */
export const PHYSICAL_NAMES: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'snapshots',
  'AWS::Events::EventBus': 'feed',
};

export interface Resource {
  readonly Type: string;
  readonly Metadata?: Record<string, string>;
  readonly Properties: {
    readonly Environment: { Variables: Record<string, string | { Ref: string }> };
    readonly Timeout: number;
    readonly Target: { Arn: { 'Fn::GetAtt': [string, string] }; Input: string };
  };
}

/** A function of the stack, and the input of its calls. */
export interface ScheduledFunction {
  /** The file of its handler. */
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly input: { readonly scope: string; readonly mode: string };
}

/**
 * Writes the stack as `npx cdk synth` does.
 *
 * @param settings as on the command line, such as `{ catalogs: 'AWS,Sandbox' }`
 * @returns the folder
 */
export function synthesize(settings: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'engagement-sync-synth-'));
  const context = Object.entries(settings).flatMap(([key, value]) => ['--context', `${key}=${value}`]);
  execFileSync('npx', ['cdk', 'synth', '--quiet', '--no-notices', '--output', folder, ...context], {
    cwd: ROOT,
    stdio: 'pipe',
    // CDK's validation takes most of the time, and does not change the output.
    env: { ...process.env, CDK_VALIDATION: 'false', AWS_REGION: 'us-east-1' },
  });
  return folder;
}

/** The stack as `npx cdk synth` writes it: the same functions would be deployed. */
export class SynthesizedStack {
  /** Of the template, by their logical ids */
  readonly resources: Readonly<Record<string, Resource>>;

  /** @param folder from `synthesize()` */
  constructor(private readonly folder: string) {
    const template = readFileSync(join(folder, 'EngagementSync.template.json'), 'utf8');
    this.resources = JSON.parse(template).Resources;
  }

  /** The function that the schedule of a scope calls. Another mode than the schedule's gives the input of a call by hand. */
  functionOf(scope: string, mode = 'sync'): ScheduledFunction {
    const scheduled = JSON.stringify({ scope, mode: 'sync' } satisfies SyncInput);
    const schedule = Object.values(this.resources).find(({ Properties }) => Properties.Target?.Input === scheduled);
    const lambda = this.resources[schedule?.Properties.Target.Arn['Fn::GetAtt'][0] ?? ''];
    if (!lambda) throw new Error(`No schedule has the input ${scheduled}`);
    return {
      bundle: join(this.folder, lambda.Metadata?.['aws:asset:path'] ?? '', 'index.mjs'),
      environment: this.#environmentOf(lambda),
      timeoutMs: lambda.Properties.Timeout * 1000,
      input: { scope, mode },
    };
  }

  #environmentOf({ Properties }: Resource): Record<string, string> {
    return Object.fromEntries(
      Object.entries(Properties.Environment.Variables).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : (PHYSICAL_NAMES[this.resources[value.Ref]?.Type ?? ''] ?? ''),
      ]),
    );
  }
}
