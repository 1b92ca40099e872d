import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

export type Paint = (format: Format, text: string) => string;

/** Writes one line of output at a time. */
export interface Terminal {
  /** The events. */
  out(line: string): void;
  /** Notes about the run. */
  err(line: string): void;
  readonly paintOut: Paint;
  readonly paintErr: Paint;
}

export const plain: Paint = (_, text) => text;

/** Without validation: `paintOf` has already asked the stream whether it wants colours. */
export const coloured: Paint = (format, text) => styleText(format, text, { validateStream: false });

/** The terminal of this process; plain if an output is not a terminal, or NO_COLOR or TERM=dumb asks for it. */
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
