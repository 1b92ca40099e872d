import * as echarts from 'echarts';
import type { Figures } from '../figures.ts';
import type { ContestantName } from '../functions/contestants.ts';
import { median } from '../statistics.ts';

/** Distinct for those who see no red and green, too (Okabe and Ito), and against a white page. */
const LINES: readonly { readonly name: ContestantName; readonly color: string; readonly symbol: string }[] = [
  { name: 'plain', color: '#D55E00', symbol: 'triangle' },
  { name: 'careful', color: '#E69F00', symbol: 'rect' },
  { name: 'ours', color: '#0072B2', symbol: 'circle' },
  { name: 'floor', color: '#555555', symbol: 'diamond' },
];

const TITLE = 'Idle sync, 150 pending';

/** History against the time of an idle sync, both by powers of ten. The same figures give the same text. */
export function chart({ histories }: Figures): string {
  const drawn = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 720, height: 400 });
  drawn.setOption({
    animation: false,
    backgroundColor: '#fff',
    title: { text: TITLE, subtext: 'median, milliseconds', left: 8, textStyle: { fontSize: 15 } },
    legend: { top: 10, right: 20, data: LINES.map(({ name }) => name) },
    grid: { left: 70, right: 30, top: 70, bottom: 55 },
    xAxis: { type: 'log', name: 'settled invitations in the list', nameLocation: 'middle', nameGap: 32, min: 100 },
    yAxis: { type: 'log', name: 'ms' },
    series: LINES.map(({ name, color, symbol }) => ({
      name,
      type: 'line',
      symbol,
      symbolSize: 8,
      color,
      lineStyle: { width: name === 'ours' ? 3 : 2 },
      data: histories.flatMap(({ history, idle }) => {
        const calls = idle[name];
        return calls ? [[history, median(calls.wallMs)]] : [];
      }),
    })),
  });
  const svg = drawn.renderToSVGString();
  drawn.dispose();
  // Its classes are for a mouse on a page, and its names count the charts of this process.
  const still = svg.replaceAll(/ class="[^"]*"|<style.*?<\/style>/gs, '').replaceAll(/zr\d+-/g, '');
  return `${still.replace('>', `><title>${TITLE}</title>`)}\n`;
}
