import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installMiniStack, MissingProgram } from './virtual-environment.ts';

/*
 * `npm run test:deploy`. Python is optional on a laptop, where its absence only means that nothing was tried. With CI=true
 * it is a failure, or the test could stay away for months unnoticed.
 */
try {
  const program = installMiniStack();
  const config = fileURLToPath(new URL('vitest.config.ts', import.meta.url));
  const { status } = spawnSync('npx', ['vitest', 'run', '--config', config, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, MINISTACK_PROGRAM: program },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  if (!(error instanceof MissingProgram)) throw error;
  process.stderr.write(`Nothing was deployed. ${error.message}\n`);
  process.exitCode = process.env.CI === 'true' ? 1 : 0;
}
