import type { Figures } from '../figures.ts';
import type { ContestantName } from '../functions/contestants.ts';
import { median } from '../statistics.ts';
import { count } from './markdown.ts';

/** Distinct on a white page, also for people who cannot tell red from green (Okabe and Ito). */
const LINES: readonly (readonly [ContestantName, color: string])[] = [
  ['plain', '#D55E00'],
  ['careful', '#B07500'],
  ['ours', '#0072B2'],
  ['floor', '#555555'],
];
const TITLE = 'Idle sync, 150 pending';
const LEFT = 70;
const RIGHT = 640;
const TOP = 60;
const BOTTOM = 345;

/** The time of an idle sync by history, both on logarithmic scales. The same figures give the same text. */
export function chart({ histories }: Figures): string {
  const lines = LINES.map(([name, color]) => {
    const points = histories.flatMap(({ history, idle }): [number, number][] => {
      const calls = idle[name];
      return calls ? [[history, median(calls.wallMs)]] : [];
    });
    return { name, color, points };
  });
  const all = lines.flatMap(({ points }) => points);
  const [historyCounts, times] = [all.map(([history]) => history), all.map(([, ms]) => ms)];
  const x = axis(historyCounts, LEFT, RIGHT);
  const y = axis(times, BOTTOM, TOP);
  const drawn = [
    ...x.powers.map((power) => text(x.at(power), BOTTOM + 18, count(power), 'middle')),
    ...y.powers.map((power) => {
      const height = y.at(power);
      const rule = `<line x1="${LEFT}" y1="${height}" x2="${RIGHT}" y2="${height}" stroke="#ddd"/>`;
      return `${rule}\n${text(LEFT - 8, height + 4, count(power), 'end')}`;
    }),
    text((LEFT + RIGHT) / 2, BOTTOM + 42, 'settled invitations in the list', 'middle'),
    text(LEFT - 50, TOP - 34, `${TITLE}: median, milliseconds`, 'start'),
    ...lines.flatMap(({ name, color, points }) => {
      const places = points.map(([history, ms]) => [x.at(history), y.at(ms)] as const);
      const [endX, endY] = places.at(-1) ?? [LEFT, BOTTOM];
      const width = name === 'ours' ? 3 : 2;
      return [
        `<polyline points="${places.join(' ')}" fill="none" stroke="${color}" stroke-width="${width}"/>`,
        ...places.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="4" fill="${color}"/>`),
        text(endX + 10, endY + 4, name, 'start', color),
      ];
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 400" font-family="sans-serif" font-size="13">
<title>${TITLE}</title>
<rect width="720" height="400" fill="#fff"/>
${drawn.join('\n')}
</svg>
`;
}

/** @param low the place of the power of ten at or below the least value */
function axis(values: readonly number[], low: number, high: number) {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.ceil(Math.log10(Math.max(...values)));
  return {
    powers: Array.from({ length: last - first + 1 }, (_, step) => 10 ** (first + step)),
    at: (value: number) => Math.round(low + ((Math.log10(value) - first) / (last - first)) * (high - low)),
  };
}

const text = (x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end', color = '#333') =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${color}">${content}</text>`;
