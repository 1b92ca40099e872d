import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const pagesIn = (folder: string) =>
  readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);

const examples = readdirSync(`${ROOT}/examples`).map((name) => `examples/${name}/README.md`);

/** All that people read. */
export const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...pagesIn('docs'), ...examples].filter((file) =>
  existsSync(`${ROOT}/${file}`),
);

export interface CodeBlock {
  readonly file: string;
  /** Where it begins. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

export interface Page {
  readonly file: string;
  readonly blocks: readonly CodeBlock[];
  /** `code` within the text */
  readonly spans: readonly string[];
  readonly links: readonly string[];
  /** Of the headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
}

type Token = ReturnType<MarkdownIt['parse']>[number];

const markdown = new MarkdownIt({ html: true });

export const readPage = (file: string): Page => toPage(file, readFileSync(`${ROOT}/${file}`, 'utf8'));

export function toPage(file: string, text: string): Page {
  const tokens = markdown.parse(text, {});
  const inline = tokens.flatMap(({ children }) => children ?? []);
  return {
    file,
    blocks: tokens.filter(({ type }) => type === 'fence' || type === 'code_block').map((token) => toBlock(file, token)),
    spans: inline.filter(({ type }) => type === 'code_inline').map(({ content }) => content),
    links: inline.flatMap((token) => [token.attrGet('href'), token.attrGet('src')].filter((link) => link !== null)),
    anchors: anchorsOf(tokens),
  };
}

const toBlock = (file: string, { info, map, content }: Token): CodeBlock => ({
  file,
  line: (map?.[0] ?? 0) + 1,
  language: info.trim(),
  code: content,
});

function anchorsOf(tokens: readonly Token[]): Set<string> {
  const anchors = new Set<string>();
  for (const [index, { type }] of tokens.entries()) {
    if (type !== 'heading_open') continue;
    const words = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('');
    const anchor = words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    for (let count = 0; ; count += 1) {
      const candidate = count === 0 ? anchor : `${anchor}-${count}`;
      if (anchors.has(candidate)) continue;
      anchors.add(candidate);
      break;
    }
  }
  return anchors;
}

/** Those whose code is meant to be tried: a decision tells what was thought then. */
export const TRIED_PAGES = PAGES.filter((file) => !file.startsWith('docs/decisions/'));

export const codeBlocks = (): CodeBlock[] => TRIED_PAGES.flatMap((file) => [...readPage(file).blocks]);

/** For the name of a test. */
export const placeOf = ({ file, line }: CodeBlock) => `${file}:${line}`;
