import { describe, expect, it } from 'vitest';
import { synthesize } from '../synthesize.ts';

interface Widget {
  readonly type: string;
  readonly properties: {
    readonly title?: string;
    readonly view?: string;
    readonly query?: string;
    readonly markdown?: string;
    readonly metrics?: readonly (readonly (string | { readonly expression?: string; readonly label?: string })[])[];
  };
}

/** The widgets as the console gets them, but with the logical ids of the stack's resources. */
function widgetsOf(context: Record<string, unknown> = {}): readonly Widget[] {
  const [dashboard] = Object.values(synthesize(context).findResources('AWS::CloudWatch::Dashboard'));
  const parts = dashboard?.Properties.DashboardBody['Fn::Join'][1] as (string | { Ref?: string })[];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : (part.Ref ?? 'arn'))).join('')).widgets;
}
const widgets = widgetsOf();
const titled = (beginning: string) => widgets.find(({ properties }) => properties.title?.startsWith(beginning));

describe('the dashboard', () => {
  it.each(['Is it working?', 'What is open?', 'What expires next?', 'What did it cost in calls?'])(
    'answers: %s',
    (question) => expect(titled(question)).toBeDefined(),
  );

  it('has one metric on each graph, so that it has one unit', () => {
    const graphs = widgets.filter(({ properties }) => properties.view === 'timeSeries');
    expect(graphs.length).toBeGreaterThan(1);
    for (const { properties } of graphs) {
      // An entry is [namespace, name, ...].
      const names = new Set(properties.metrics?.map(([, name]) => name));
      expect(names.size, properties.title).toBe(1);
    }
  });

  it('says in days and hours what is left', () => {
    const metrics = titled('What expires next?')?.properties.metrics ?? [];
    const expressions = metrics.flatMap(([entry]) => (typeof entry === 'object' && entry.expression ? [entry] : []));
    const remaining = Object.fromEntries(
      expressions.map(({ expression = '', label = '' }) => [
        label,
        evaluated(expression, 2 * 86_400 + 5 * 3600 + 1800),
      ]),
    );
    expect(remaining).toEqual({
      'invitations/AWS/RECEIVER: days': 2,
      'invitations/AWS/RECEIVER: and hours': 5,
      'invitations/AWS/SENDER: days': 2,
      'invitations/AWS/SENDER: and hours': 5,
    });
  });

  it('is without what expires where nothing does', () => {
    expect(JSON.stringify(widgetsOf({ catalogs: '' }))).not.toContain('What expires next?');
  });

  it('shows the runbook with all its commands, and no links that lead nowhere', () => {
    const texts = widgets.flatMap(({ properties: { markdown } }) => markdown ?? []);
    expect(texts.filter((text) => text.startsWith('## ')).map((text) => text.split('\n')[0])).toEqual([
      '## Names',
      '## Silence',
      '## Unpublished events',
      '## An invitation about to expire',
      '## Dead letters',
    ]);
    expect(texts.join('')).toContain('[Partner Central](https://');
    for (const text of texts) expect(text).not.toMatch(/\]\((?!https:)/);
  });
});

/** Metric math has the arithmetic of JavaScript, except for the names of its functions. */
const evaluated = (expression: string, seconds: number) =>
  new Function('FLOOR', `return ${expression.replaceAll(/invitations_\w+/g, `${seconds}`)}`)(Math.floor);
