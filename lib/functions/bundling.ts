import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BundlingOptions, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** `.ts` in the repository, `.js` in the package: what is bundled is compiled with this file. */
const EXTENSION = extname(import.meta.url);

/** @param name in lambda/, without the extension */
export const lambdaFile = (name: string) => fileURLToPath(new URL(`../../lambda/${name}${EXTENSION}`, import.meta.url));

/** How each function becomes one file, as small as it can be. */
export const BUNDLING: BundlingOptions = {
  format: OutputFormat.ESM,
  // Older than the runtime, because the tests run the same bundles on the oldest supported Node.
  target: 'node20',
  mainFields: ['module', 'main'],
  minify: true,
  sourceMap: true,
  // Node reads the whole map at each start. It names files and lines without the sources.
  sourcesContent: false,
  // The SDK of the runtime changes under a deployed function; the bundled one is what was tested.
  bundleAwsSDK: true,
};
