import { defineConfig } from 'vitest/config';
import base from '../../../vitest.config.ts';

/** `npm run test:contracts`, which needs Java, and is not part of `npm test`. */
export default defineConfig({
  ...base,
  root: new URL('../../..', import.meta.url).pathname,
  test: { ...base.test, include: ['test/contracts/dynamodb-local/*.test.ts'], exclude: [] },
});
