/** The import rules of docs/architecture.md. `npm run check:imports` enforces them. */
module.exports = {
  forbidden: [
    {
      name: 'core-is-pure',
      comment:
        'lambda/core imports nothing outside lambda/core: no SDK, no clock, no logger, no environment, no package. ' +
        'Only the types of the events come from lambda/events.',
      severity: 'error',
      from: { path: '^lambda/core/' },
      to: { pathNot: '^lambda/(core|events)/' },
    },
    {
      name: 'apis-are-definitions',
      comment: 'The definition of an API is free of its SDK client: the stack and the events are made of it, too.',
      severity: 'error',
      from: { path: '^lambda/apis/' },
      to: { pathNot: '^lambda/(apis|core)/' },
    },
    {
      name: 'functions-take-only-types-of-the-events',
      comment: 'What makes the events is typed by their definition; its checks are for consumers, not in the bundles.',
      severity: 'error',
      from: { path: '^lambda/', pathNot: '^lambda/events/' },
      to: { path: '^lambda/events/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'events-are-a-definition',
      comment: 'The events are defined by valibot, the APIs and the constants of the contract; consumers bundle them.',
      severity: 'error',
      from: { path: '^lambda/events/' },
      to: {
        pathNot:
          '^(lambda/(events|apis)/|lambda/core/(contract|api|fields)\\.ts$|node_modules/(valibot|@valibot/to-json-schema)/)',
      },
    },
    {
      name: 'sync-knows-only-core-and-ports',
      comment: 'The sync reaches the world through its ports, so that it runs unchanged in a simulated one.',
      severity: 'error',
      from: { path: '^lambda/(sync/|ports\\.ts)' },
      to: { pathNot: '^(lambda/(core|sync)/|lambda/ports\\.ts|node_modules/p-map/)' },
    },
    {
      name: 'lambda-never-imports-infrastructure',
      comment: 'What runs in the functions knows nothing of how it is deployed, nor of the local world.',
      severity: 'error',
      from: { path: '^lambda/' },
      to: { path: '^(lib|bin|local|test|bench)/|node_modules/(aws-cdk-lib|constructs)/' },
    },
    {
      name: 'lib-imports-only-the-contract',
      comment:
        'The constructs share nothing with the functions but the definitions of APIs and events, and the contract.',
      severity: 'error',
      from: { path: '^lib/' },
      to: {
        path: '^(lambda|local|bin|test|bench)/',
        pathNot: '^lambda/(core/(contract|api|scope-name)\\.ts$|alerts/alert\\.ts$|apis/|events/)',
      },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphan-packages', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'the-library-is-small',
      comment: 'What the constructs use, besides the peers, becomes part of the package: few packages, and small ones.',
      severity: 'error',
      from: { path: '^lib/' },
      to: {
        path: 'node_modules/',
        pathNot: 'node_modules/(aws-cdk-lib|constructs|valibot|fastest-levenshtein|@types)/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // An app of its own, which finds the package only where it is installed.
    exclude: { path: '^test/package/apps/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
