import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/functions/{faults,kills,permissions}/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
