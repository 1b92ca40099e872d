import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { isEngagementSyncEvent } from '../../lambda/events/index.ts';
import { SETTINGS } from '../../lib/settings/setting-definitions.ts';
import { readSettings } from '../../lib/settings/settings.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { type CodeBlock, codeBlocks, placeOf, ROOT, readPage, TRIED_PAGES } from './pages.ts';
import { commandsOf, withoutPlaceholders } from './shell.ts';

/** Throws for a block that does not do what it says. Each language that the docs use is here. */
const JUDGES: Readonly<Record<string, (block: CodeBlock) => void>> = {
  json: ({ code }) => judgeJson(JSON.parse(code)),
  sh: judgeScript,
  mermaid: ({ code }) => expect(code).toMatch(/^(flowchart (LR|TD)|sequenceDiagram|erDiagram)\n/),
  // test/package/docs-code.test.ts compiles it: that takes longer.
  ts: ({ code }) => expect(code.trim()).not.toBe(''),
  // A text is a drawing or a mail of the demo. test/local/start/start.test.ts compares the mails.
  text: ({ code }) => expect(code.trim()).not.toBe(''),
};

/** By the name of the program. The docs use no other, because no test would check it. */
const PROGRAMS: Readonly<Record<string, (words: readonly string[]) => void>> = {
  npm: judgeNpm,
  npx: judgeNpx,
  // test/checkers/aws-commands.test.ts asks the AWS CLI itself.
  aws: ([service = '', operation = '']) => expect(`${service} ${operation}`).toMatch(/^[a-z][a-z-]+ [a-z][a-z-]+$/),
  cd: ([folder = '']) => expect(existsSync(`${ROOT}/${folder}`), `${folder} exists`).toBe(true),
  // A function that docs/operations.md defines; its test compares the names with the outputs of the stack.
  output: () => undefined,
};

describe('a code block', () => {
  const blocks = codeBlocks();

  it('is in most pages', () => expect(blocks.length).toBeGreaterThan(40));

  it.each(blocks.map((block) => [placeOf(block), block] as const))('does what it says: %s', (_, block) => {
    expect(Object.keys(JUDGES)).toContain(block.language);
    JUDGES[block.language]?.(block);
  });
});

describe('code within the text', () => {
  const judgeSpan = (code: string) => {
    if (/^(npm|npx) /.test(code) && !code.includes('…')) judgeCommands(code);
    if (/^-c \w/.test(code)) judgeSettings(settingsIn(code.split(' ')));
  };
  const complaintOf = (code: string) => {
    try {
      judgeSpan(code);
    } catch (error) {
      return [`${code}: ${(error as Error).message}`];
    }
    return [];
  };

  it.each(TRIED_PAGES)('of %s names scripts and settings that exist', (file) => {
    expect(
      readPage(file)
        .spans.map((span) => span.replaceAll('\n', ' '))
        .flatMap(complaintOf),
    ).toEqual([]);
  });
});

it('docs/settings.md has each setting, in a row of its own', () => {
  const { spans } = readPage('docs/settings.md');
  const rows = spans.filter((code) => code.startsWith('-c ')).join(' ');
  for (const setting of Object.keys(SETTINGS)) expect(rows).toContain(`-c ${setting}=`);
});

/** A whole event, an event pattern, or anything else that is JSON. */
function judgeJson(value: Readonly<Record<string, unknown>>): void {
  if (typeof value['detail-type'] === 'string') {
    const addedByEventBridge = { version: '0', id: 'any', account: '111122223333', region: 'us-east-1' };
    expect(isEngagementSyncEvent({ ...addedByEventBridge, ...value })).toBe(true);
  } else if ('source' in value || 'detail' in value) expectPattern(value);
}

/** Every field of an event pattern is a list of what matches. */
function expectPattern(pattern: object): void {
  for (const value of Object.values(pattern)) {
    if (Array.isArray(value)) expect(value.length).toBeGreaterThan(0);
    else {
      expect(value).toBeTypeOf('object');
      expectPattern(value);
    }
  }
}

function judgeScript({ code, file }: CodeBlock): void {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: withoutPlaceholders(code), encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  judgeCommands(withoutContextOf(dirname(file), code));
}

/** An example reads its own keys from the context, not our settings. */
function withoutContextOf(folder: string, script: string): string {
  if (!folder.startsWith('examples/')) return script;
  const files = readdirSync(`${ROOT}/${folder}`).filter((name) => name.endsWith('.ts'));
  const source = files.map((name) => readFileSync(`${ROOT}/${folder}/${name}`, 'utf8')).join('\n');
  return script.replaceAll(/ -c (\w+)=\S+/g, (option, key) =>
    source.includes(`tryGetContext('${key}')`) ? '' : option,
  );
}

function judgeCommands(script: string): void {
  for (const [program = '', ...words] of commandsOf(script)) {
    expect(Object.keys(PROGRAMS)).toContain(program);
    PROGRAMS[program]?.(words);
  }
}

const scripts: readonly string[] = Object.keys(packageJson.scripts);

/** A command of npm itself, or a script. */
function judgeNpm(words: readonly string[]): void {
  const [command = '', script = ''] = words.filter((word) => word !== '--silent');
  if (command === 'run') expect(scripts).toContain(script);
  else
    expect(['ci', 'install', 'pack', 'audit', ...scripts.filter((name) => /^(start|test)$/.test(name))]).toContain(
      command,
    );
}

function judgeNpx([program, command = '', ...words]: readonly string[]): void {
  if (program === 'vitest') {
    for (const path of words) expect(existsSync(`${ROOT}/${path}`), `${path} exists`).toBe(true);
    return;
  }
  expect(program).toBe('cdk');
  expect(['bootstrap', 'synth', 'diff', 'deploy', 'destroy']).toContain(command);
  judgeSettings(settingsIn(words));
}

/** The values behind each `-c`; nothing else but flags that the docs use. */
function settingsIn(words: readonly string[]): [name: string, value: string][] {
  return words.flatMap((word, index): [string, string][] => {
    if (word === '-c' || word === '--quiet') return [];
    expect(words[index - 1], `the option before ${word}`).toBe('-c');
    const [name = '', ...value] = word.split('=');
    return [[name, value.join('=')]];
  });
}

function judgeSettings(given: readonly (readonly [name: string, value: string])[]): void {
  for (const [name] of given) expect(Object.keys(SETTINGS)).toContain(name);
  const context = Object.fromEntries(
    given.map(([name, value]) => [name, isShortened(value) ? exampleOf(name) : value]),
  );
  readSettings(new Stack(new App({ context })));
}

/** As in `arn:aws:sns:…`: too long for a line. */
const isShortened = (value: string) => value.endsWith('…');
const exampleOf = (name: string) => SETTINGS[name as keyof typeof SETTINGS].example;
