import { join } from 'node:path';
import { Environment, type SyncInput } from '../../lambda/core/contract.ts';
import { SynthesizedStack, synthesize } from '../../local/synthesized-stack.ts';
import { bundledPeers } from './bundled-peers.ts';

/** Ours as deployed, and ours with `baseline: all`, which announces everything at the first sync, like the peers. */
export type ContestantName = 'ours' | 'ours-all' | 'plain' | 'careful' | 'floor';

export interface Contestant {
  readonly name: ContestantName;
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly input: SyncInput;
}

export interface Contestants {
  readonly invitations: Readonly<Record<ContestantName, Contestant>>;
  readonly engagements: Readonly<Record<'ours' | 'floor', Contestant>>;
}

export const INVITATIONS: SyncInput = { scope: 'invitations/AWS/RECEIVER', mode: 'sync' };
const ENGAGEMENTS: SyncInput = { scope: 'contact-engagements/us-east-1', mode: 'sync' };

/** More than anybody calls. Otherwise the bench would measure only the limit. */
const NO_LIMIT = { [Environment.callsPerSecond]: '100000' };

export async function bundledContestants(): Promise<Contestants> {
  const stack = new SynthesizedStack(synthesize());
  const folder = await bundledPeers();
  const ours = (name: 'ours' | 'ours-all', input: SyncInput): Contestant => {
    const { bundle, environment } = stack.functionOf(input.scope, input.mode);
    const settings = { ...NO_LIMIT, ...(name === 'ours-all' && { [Environment.baseline]: 'all' }) };
    return { name, bundle, environment: { ...environment, ...settings }, input };
  };
  const peer = (name: 'plain' | 'careful' | 'floor', input: SyncInput, file: string = name): Contestant => ({
    name,
    bundle: join(folder, `${file}.mjs`),
    // Stack traces cost time when errors are thrown; the limit of the heap is a feature of ours.
    environment: { NODE_OPTIONS: '--enable-source-maps' },
    input,
  });
  return {
    invitations: {
      ours: ours('ours', INVITATIONS),
      'ours-all': ours('ours-all', INVITATIONS),
      plain: peer('plain', INVITATIONS),
      careful: peer('careful', INVITATIONS),
      floor: peer('floor', INVITATIONS),
    },
    engagements: {
      ours: ours('ours', ENGAGEMENTS),
      floor: peer('floor', ENGAGEMENTS, 'engagement-floor'),
    },
  };
}
