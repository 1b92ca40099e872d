import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

export type Paint = (format: Format, text: string) => string;

/** A line of output at a time. */
export interface Terminal {
  /** What was asked for: events. */
  out(line: string): void;
  /** What is said about it. */
  err(line: string): void;
  readonly paintOut: Paint;
  readonly paintErr: Paint;
}

export const plain: Paint = (_, text) => text;

/** The stream has been asked already whether it wants colours. */
export const coloured: Paint = (format, text) => styleText(format, text, { validateStream: false });

/** The terminal of this process; plain where an output is no terminal, or where NO_COLOR or TERM=dumb ask for it. */
export function processTerminal(): Terminal {
  // The reader has seen enough (`npm start | head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    paintOut: paintOf(process.stdout),
    paintErr: paintOf(process.stderr),
  };
}

const paintOf = (stream: NodeJS.WriteStream) => (stream.isTTY && stream.hasColors() ? coloured : plain);
