/**
 * `npm run mutate`: changes lambda/core and lambda/apis in many small ways, and looks whether the tests of test/core and test/apis
 * notice each.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['lambda/core/**/*.ts', 'lambda/apis/**/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/core/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  // It copies the project: nothing but what these tests import.
  ignorePatterns: ['/*', '!/lambda', '!/test', '/test/*', '!/test/core', '!/test/apis', '!/tsconfig.json'],
  reporters: ['progress', 'clear-text', 'html'],
  clearTextReporter: { allowEmojis: false, reportTests: false },
  // It would rather leave out the mutants of constants, which take half of the time.
  warnings: { slow: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
