import ts from 'typescript';
import { beforeAll, expect, it } from 'vitest';
import { type CodeBlock, codeBlocks, placeOf, ROOT } from '../docs/pages.ts';

/** What a reader has in scope, by the modules it is from. Names that a block imports or declares itself hide these. */
const IMPORTED = {
  'aws-cdk-lib': ['Annotations', 'CfnOutput', 'Duration'],
  'aws-cdk-lib/aws-cloudwatch': ['MathExpression'],
  'aws-cdk-lib/aws-events': ['EventBus', 'Rule'],
  'aws-cdk-lib/aws-events-targets': ['SqsQueue'],
  'aws-cdk-lib/aws-sqs': ['Queue'],
  'engagement-sync': ['EngagementSync'],
};
const READER = `
declare global {
  ${Object.entries(IMPORTED)
    .flatMap(([module, names]) => names.map((name) => `const ${name}: typeof import('${module}').${name};`))
    .join('\n')}
  const sync: import('engagement-sync').EngagementSync;
  const feed: import('engagement-sync').IEngagementFeed;
  const eventBus: import('aws-cdk-lib/aws-events').IEventBus;
  const target: import('aws-cdk-lib/aws-events').IRuleTarget;
}
`;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: ['node'],
  paths: {
    'engagement-sync': [`${ROOT}lib/index.ts`],
    'engagement-sync/events': [`${ROOT}lambda/events/index.ts`],
  },
};

/** What follows the imports is the body of a stack's constructor, unless it exports something. */
function moduleOf({ code }: CodeBlock): string {
  if (/^export /m.test(code)) return code;
  const imports = /^(?:import [^;]+;\s*)*/.exec(code)?.[0] ?? '';
  return `${imports}function build(this: import('aws-cdk-lib').Stack) { ${code.slice(imports.length)} }`;
}

/** By place: what the compiler says of each block. All are one program, for aws-cdk-lib takes seconds. */
function problemsOf(blocks: readonly CodeBlock[]): Map<string, string[]> {
  const reader = `${ROOT}docs/reader.ts`;
  const sources = new Map([[reader, READER]]);
  const fileOf = (block: CodeBlock) => `${ROOT}${block.file}.${block.line}.ts`;
  for (const block of blocks) sources.set(fileOf(block), moduleOf(block));

  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  const program = ts.createProgram([...sources.keys()], OPTIONS, host);
  const saidOf = (file: string) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
    );
  };
  expect(saidOf(reader)).toEqual([]);
  return new Map(blocks.map((block) => [placeOf(block), saidOf(fileOf(block))]));
}

const blocks = codeBlocks().filter(({ language }) => language === 'ts');
const wrong: CodeBlock = {
  file: 'docs/wrong.md',
  line: 1,
  language: 'ts',
  code: "feed.onInvitationOpened('Any', { target });",
};

let problems: Map<string, string[]>;
beforeAll(() => {
  problems = problemsOf([...blocks, wrong]);
});

it.each(blocks.map(placeOf))('compiles: %s', (place) => {
  expect(problems.get(place)).toEqual([]);
});

it('would be told of a block that does not compile', () => {
  expect(problems.get(placeOf(wrong))).toEqual([expect.stringContaining("'onInvitationOpened' does not exist")]);
});
