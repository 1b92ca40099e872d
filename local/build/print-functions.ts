import { finishedFunctions } from './functions.ts';

process.stdout.write(await finishedFunctions());
