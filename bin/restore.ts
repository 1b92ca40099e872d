import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Command } from 'commander';
import { documentClient } from '../lambda/adapters/document-client.ts';
import { restoreMissing } from '../local/restore-missing.ts';

const { from, to } = new Command('npm run restore --')
  .description('Copies what is missing from a restored table to the table of the stack: see docs/operations.md.')
  .requiredOption('--from <table>', 'the restored table')
  .requiredOption('--to <table>', 'the table of the stack')
  .parse()
  .opts<{ from: string; to: string }>();

const { copied, kept } = await restoreMissing(documentClient(new DynamoDBClient()), from, to);
process.stdout.write(`Copied ${copied} missing items. Kept ${kept} existing ones.\n`);
