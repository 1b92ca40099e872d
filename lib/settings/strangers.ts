import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { meantBy } from '../props/slips.ts';

/** Keys of CDK itself have colons, slashes or an `@`, but for these two of its CLI. */
const OF_CDK = new Set(['cli-telemetry', 'acknowledged-issue-numbers']);
const isOfCdk = (key: string) => OF_CDK.has(key) || !/^[\w-]+$/.test(key);

/** A key of the context that is no setting. */
export interface Stranger {
  readonly key: string;
  /** The setting that is meant, if the key is but a slip away from one. */
  readonly meant: string | undefined;
}

/** A setting with a slip in its name would silently leave the default. */
export const strangersAmong = (keys: readonly string[], settings: readonly string[]): Stranger[] =>
  keys.filter((key) => !isOfCdk(key) && !settings.includes(key)).map((key) => ({ key, meant: meantBy(key, settings) }));

/** It may be in `~/.cdk.json` for another app, so it stops nothing. */
export function warnOfStranger(scope: Construct, { key }: Stranger, settings: readonly string[]): void {
  Annotations.of(scope).addWarningV2(
    `engagement-sync:setting-${key}`,
    `Setting "${key}": there is none, so it has no effect. Settings: ${settings.join(', ')}`,
  );
}
