import { defineConfig } from 'vitest/config';

/** For `npm run mutate`. Isolated, unlike the other tests: for a mutant of a constant, its module must load again. */
export default defineConfig({ test: { include: ['test/{core,apis}/**/*.test.ts'] } });
