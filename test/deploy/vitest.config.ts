import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/package/pack.ts',
    include: ['test/deploy/**/*.test.ts'],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // The tests are one story, in order.
    sequence: { concurrent: false },
    bail: 1,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
