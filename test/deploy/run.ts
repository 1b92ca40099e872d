import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runInstalled } from '../support/run-installed.ts';
import { MissingProgram, virtualEnvironment } from '../support/virtual-environment.ts';

/** `npm run test:deploy` */
runInstalled({
  config: new URL('vitest.config.ts', import.meta.url),
  install: () => ({ MINISTACK_PROGRAM: installMiniStack() }),
  otherwise: 'Nothing was deployed.',
});

function installMiniStack(): string {
  // MiniStack uses openssl to make its certificate.
  if (spawnSync('openssl', ['version']).status !== 0) {
    throw new MissingProgram('`openssl` was not found on the PATH. Install OpenSSL, and run this again.');
  }
  const programs = virtualEnvironment({
    name: 'ministack',
    requirements: new URL('requirements.txt', import.meta.url),
    subject: 'MiniStack, which simulates AWS,',
  });
  return join(programs, 'ministack');
}
