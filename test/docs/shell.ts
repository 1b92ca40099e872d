import { parse } from 'unbash';

interface Word {
  readonly value: string;
}
interface Command {
  readonly type: 'Command';
  readonly name?: Word;
  readonly suffix: readonly Word[];
}

/** The commands of a script as the docs have them, also those in loops and functions: their words, without quotes. */
export const commandsOf = (script: string): string[][] =>
  commandsIn(parse(withoutPlaceholders(script))).flatMap(({ name, suffix }) =>
    name ? [[name, ...suffix].map(({ value }) => value)] : [],
  );

function commandsIn(node: unknown): Command[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'type' in node && node.type === 'Command' ? [node as Command] : [];
  return [...own, ...Object.values(node).flatMap(commandsIn)];
}

/** `<its ARN>` is for the reader to fill in. */
export const withoutPlaceholders = (script: string) => script.replaceAll(/<[a-z][\w ,'-]*>/gi, 'placeholder');
