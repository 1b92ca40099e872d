import { expect, it } from 'vitest';
import { codeBlocks, placeOf, readPage, TRIED_PAGES } from '../docs/pages.ts';
import { commandsOf } from '../docs/shell.ts';
import { findingsOf } from './checker.ts';

/** Long enough for whatever the docs take from a variable, or leave to the reader. */
const ANY = 'arn:aws:service:us-east-1:111122223333:example/placeholder';

/** A word as the shell would hand it over, or the like of it. */
const filledIn = (word: string) =>
  word.replaceAll(/\$\(output [^)]*\)|\$\{?\w+\}?|\bplaceholder\b/g, ANY).replace(/^fileb:\/\/.*/, 'fileb:///dev/null');

const awsCommandsIn = (script: string) =>
  commandsOf(script)
    .filter(([program]) => program === 'aws')
    .map(([, ...words]) => words.map(filledIn));

const inBlocks = codeBlocks()
  .filter(({ language }) => language === 'sh')
  .map((block) => [placeOf(block), awsCommandsIn(block.code)] as const);
const inTheText = TRIED_PAGES.map((file) => {
  const spans = readPage(file).spans.filter((code) => /^aws .* --/s.test(code));
  return [`the text of ${file}`, spans.flatMap((code) => awsCommandsIn(code.replaceAll('\n', ' ')))] as const;
});
const scripts = [...inBlocks, ...inTheText].filter(([, commands]) => commands.length > 0);

const check = (commands: readonly (readonly string[])[]) =>
  findingsOf('check_aws_commands.py', [], JSON.stringify(commands));

it.each(scripts)('the AWS CLI takes the commands of %s', (_, commands) => {
  expect(check(commands)).toEqual([]);
});

it('commands that it does not take are found', () => {
  const commands = awsCommandsIn(
    [
      'aws logs tail "$(output LogGroupName)" --sinse 1h',
      'aws dynamodb scan --tabel-name <name>',
      'aws sns publish-all --topic-arn "$TOPIC"',
      "aws sqs list-queues --query 'QueueUrls[].['",
      'aws lambda invoke --function-name Sync --cli-binary-format raw /dev/stdout',
    ].join('\n'),
  );
  expect(check(commands)).toEqual([
    expect.stringContaining('Unknown options: --sinse'),
    expect.stringContaining('the following arguments are required: --table-name'),
    expect.stringContaining('argument operation: Invalid choice'),
    expect.stringContaining('Bad value for --query'),
    expect.stringContaining('--cli-binary-format: must be one of'),
  ]);
});

it('some are looked at in several pages', () => {
  expect(scripts.length).toBeGreaterThan(10);
});
