import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/sync/long-list/*.test.ts'],
    env: { LONG_LIST_COUNT: '1000000' },
  },
});
