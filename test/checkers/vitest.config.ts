import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/checkers/*.test.ts'],
    // A checker keeps a processor busy.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
