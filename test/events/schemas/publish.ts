import { ContractError, definedSchemas, publishSchemas } from './schema-files.ts';

try {
  await publishSchemas(definedSchemas());
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
