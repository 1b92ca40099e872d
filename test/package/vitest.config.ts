import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'test/package/pack.ts',
    include: ['test/{package,examples}/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
