import { defineConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

/** `npm run test:patterns`, which needs Java and Maven, and is not part of `npm test`. */
export default defineConfig({
  ...base,
  root: new URL('../..', import.meta.url).pathname,
  // Maven may have to download the jars first.
  test: { ...base.test, hookTimeout: 300_000, include: ['test/patterns/*.test.ts'], exclude: [] },
});
