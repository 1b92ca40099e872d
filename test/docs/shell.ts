/**
 * The commands of a script as the docs have them: their words, without quotes. No more of the shell is understood than the docs
 * use: comments, quotes, lines that go on, `&&`, `;`, `|`, functions and loops. What is substituted stays as it is written.
 */
export function commandsOf(script: string): string[][] {
  const text = withoutPlaceholders(script).replaceAll(/\\\n/g, ' ');
  const commands: string[][] = [];
  let words: string[] = [];
  let word: string | undefined;
  let quote = '';
  let depth = 0;
  const endWord = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endCommand = () => {
    endWord();
    const command = withoutGrammar(words);
    if (command.length > 0) commands.push(command);
    words = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quote === "'" || (quote === '"' && depth === 0)) {
      if (char === quote) quote = '';
      else if (char === '$' && text[at + 1] === '(' && quote === '"') [word, depth, at] = [`${word}$(`, 1, at + 1];
      else if (char === '\\' && quote === '"') [word, at] = [`${word}${text[at + 1]}`, at + 1];
      else word += char;
    } else if (depth > 0) {
      depth += char === '(' ? 1 : char === ')' ? -1 : 0;
      word += char;
    } else if (char === "'" || char === '"') [quote, word] = [char, word ?? ''];
    else if (char === '$' && text[at + 1] === '(') [word, depth, at] = [`${word ?? ''}$(`, 1, at + 1];
    else if (char === '#' && word === undefined) at = (text.indexOf('\n', at) + 1 || text.length + 1) - 2;
    else if (/[\n;&|()]/.test(char)) endCommand();
    else if (/\s/.test(char)) endWord();
    else word = (word ?? '') + char;
  }
  endCommand();
  return commands;
}

/** `<its ARN>` is for the reader to fill in. */
export const withoutPlaceholders = (script: string) => script.replaceAll(/<[a-z][\w ,'-]*>/gi, 'placeholder');

/** Without braces, what belongs to a loop, and variables that are set. */
function withoutGrammar(words: readonly string[]): string[] {
  const [first = '', ...others] = words;
  if (/^([{}]|do|done)$/.test(first) || /^\w+=/.test(first)) return withoutGrammar(others);
  return first === '' || first === 'for' ? [] : [first, ...others];
}
