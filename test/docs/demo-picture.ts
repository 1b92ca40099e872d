import { stripVTControlCharacters } from 'node:util';
import { demo } from '../../local/start/demo.ts';
import { linePrinter } from '../../local/start/printer.ts';
import { coloured, type Terminal } from '../../local/start/terminal.ts';

export const PICTURE = new URL('../../docs/demo.svg', import.meta.url);

/** The days of the story that are in the picture, and the table at its end. */
const SHOWN = ['2021-05-17', '2021-05-21', '2021-05-24', 'Open on'];
const FONT = { size: 14, width: 8.43, line: 20 };
const MARGIN = 24;
const BACKGROUND = '#0d1117';
const PLAIN = '#e6edf3';
const BOLD = '1';
/** By the codes of terminals. */
const COLOURS: Readonly<Record<string, string>> = {
  2: '#8b949e',
  31: '#ff7b72',
  32: '#7ee787',
  33: '#f2cc60',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
};

/** What `npm start` prints in a terminal with colours, as a picture. The same story gives the same text. */
export async function demoPicture(): Promise<string> {
  const sections = (await printed()).join('\n').split('\n\n');
  const lines = sections
    .filter((section) => SHOWN.some((start) => stripVTControlCharacters(section).trim().startsWith(start)))
    .join('\n\n')
    .split('\n');
  const width =
    Math.ceil(Math.max(...lines.map((line) => stripVTControlCharacters(line).length)) * FONT.width) + 2 * MARGIN;
  const height = (lines.length + 2) * FONT.line + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    '<title>npm start: what the feed tells of some days of invitations, and what is open at the end</title>',
    `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT.size}" fill="${PLAIN}">`,
    ...['$ npm start', '', ...lines].map(
      (line, row) =>
        `<text x="${MARGIN}" y="${MARGIN + (row + 0.7) * FONT.line}" xml:space="preserve">${toSvg(line)}</text>`,
    ),
    '</g>',
    '</svg>\n',
  ].join('\n');
}

/** As `coloured` paints: a code, the text, the code that ends it. */
const PAINTED = new RegExp(`${'\u{1b}'}\\[(\\d+)m(.*?)${'\u{1b}'}\\[\\d+m`, 'g');

async function printed(): Promise<string[]> {
  const lines: string[] = [];
  const terminal: Terminal = {
    out: (line) => void lines.push(line),
    err: () => undefined,
    paintOut: coloured,
    paintErr: coloured,
  };
  await demo({ printer: linePrinter(terminal), speedMs: undefined, signal: new AbortController().signal });
  return lines;
}

const toSvg = (line: string) =>
  line
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(PAINTED, (_, code: string, text: string) =>
      code === BOLD
        ? `<tspan font-weight="bold">${text}</tspan>`
        : `<tspan fill="${COLOURS[code] ?? PLAIN}">${text}</tspan>`,
    );
