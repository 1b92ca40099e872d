import { runInstalled } from '../support/run-installed.ts';
import { virtualEnvironment } from '../support/virtual-environment.ts';

/** `npm run test:checkers` */
runInstalled({
  config: new URL('vitest.config.ts', import.meta.url),
  install: () => ({
    CHECKER_PROGRAMS: virtualEnvironment({
      name: 'checkers',
      requirements: new URL('requirements.txt', import.meta.url),
      subject: 'cfn-lint, like the other checkers of templates,',
    }),
  }),
  otherwise: 'Nothing was checked.',
});
