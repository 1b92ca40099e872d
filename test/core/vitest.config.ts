import { defineConfig } from 'vitest/config';

/** For `npm run mutate`. Isolated, unlike in the other tests: a mutant of a constant needs its module loaded anew. */
export default defineConfig({ test: { include: ['test/{core,apis}/**/*.test.ts'] } });
