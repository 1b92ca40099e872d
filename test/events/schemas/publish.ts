import { ContractError, definedSchemas, publishSchemas } from './schema-files.ts';
import { publishTypes } from './type-file.ts';

try {
  await publishSchemas(definedSchemas());
  await publishTypes();
} catch (error) {
  if (!(error instanceof ContractError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
