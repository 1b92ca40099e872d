import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { synthesizedTemplate } from '../../local/synthesized-template.ts';
import { TEMPLATE_VARIANTS } from '../support/template-variants.ts';
import { runChecker } from './checker.ts';

const CONFIG = fileURLToPath(new URL('cfnlintrc.yaml', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'engagement-sync-cfn-lint-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Finding {
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] | null };
  readonly Message: string;
}

/** The findings of cfn-lint for a template in its region. */
function lint(template: object, region: string): string[] {
  const file = join(folder, 'template.json');
  writeFileSync(file, JSON.stringify(template));
  const args = ['--config-file', CONFIG, '--regions', region, '--format', 'json', '--', file];
  const { stdout, stderr } = runChecker('cfn-lint', args);
  if (!stdout.startsWith('[')) throw new Error(`cfn-lint reported nothing about the template:\n${stdout}${stderr}`);
  const findings: Finding[] = JSON.parse(stdout);
  return findings.map(({ Rule, Location, Message }) => `${Rule.Id} ${Location.Path?.join('/')}: ${Message}`);
}

it.each(TEMPLATE_VARIANTS)('finds nothing in a template for: $name', ({ template, region }) => {
  expect(lint(template, region)).toEqual([]);
});

it('does find what is wrong: an error, one of the region, a warning and an information', () => {
  const { Resources, ...rest } = synthesizedTemplate({ schemaRegistry: 'false' });
  const anyone = { Effect: 'Allow', Principal: '*', Action: 'sqs:Sent', Resource: '*' };
  const wrong = {
    Misspelt: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 60, Fifo: true } },
    Elsewhere: { Type: 'AWS::EventSchemas::Registry', Properties: {} },
    NoSuchAction: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { Queues: [{ Ref: 'Misspelt' }], PolicyDocument: { Version: '2012-10-17', Statement: [anyone] } },
    },
    Forgetful: { Type: 'AWS::SQS::Queue', DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' },
  };
  const findings = lint({ ...rest, Resources: { ...Resources, ...wrong } }, 'il-central-1');
  for (const found of [/^E3002 .*Misspelt/, /^E3006 .*Elsewhere/, /^W3037 .*NoSuchAction/, /^I3013 .*Forgetful/]) {
    expect(findings).toContainEqual(expect.stringMatching(found));
  }
});
