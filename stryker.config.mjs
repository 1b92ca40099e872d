/**
 * `npm run mutate`: changes lambda/core and lambda/apis in many small ways, and checks that the tests of test/core and
 * test/apis notice each change.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['lambda/core/**/*.ts', 'lambda/apis/**/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/core/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  // Stryker copies the project: only the files that these tests import.
  ignorePatterns: ['/*', '!/lambda', '!/test', '/test/*', '!/test/core', '!/test/apis', '!/tsconfig.json'],
  reporters: ['progress', 'clear-text', 'html'],
  clearTextReporter: { allowEmojis: false, reportTests: false },
  // Stryker would warn about the mutants of constants, which take half of the time.
  warnings: { slow: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
