import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These need more than Node: npm run test:checkers, test:contracts, test:deploy, test:patterns. Others take minutes:
    // test:functions, test:package, test:bench.
    exclude: [
      ...configDefaults.exclude,
      'test/checkers/**',
      'test/contracts/dynamodb-local/**',
      'test/deploy/**',
      'test/patterns/**',
      'test/functions/{faults,kills,permissions}/**',
      'test/bench/**',
      'test/{package,examples}/**',
    ],
    env: {
      // CDK's own validation of a template takes seconds. test/checkers/validation.test.ts does it.
      CDK_VALIDATION: 'false',
      // The SDK announces its end of support for Node 20 once per process, which is once per test file.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    // The tests wait for sockets more than they compute.
    maxWorkers: 3,
    // Loading the SDK clients again for each file would take longer than most files do.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
