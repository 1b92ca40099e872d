import type { Log } from '../../lambda/ports.ts';
import { mailOfEvent } from './alert-mails.ts';
import { eventLines, type PrintableEvent } from './event-lines.ts';
import { type OpenResource, openTable } from './open-table.ts';
import type { Terminal } from './terminal.ts';

export interface Printer extends Log {
  event(event: PrintableEvent): void;
  open(resources: readonly OpenResource[], nowMs: number): void;
  /** A note about the run. Standard output is only for events. */
  note(text: string): void;
  problem(text: string): void;
}

/** One JSON object a line: only the events. */
export function jsonPrinter(terminal: Terminal): Printer {
  return {
    ...remarks(terminal),
    event({ source, 'detail-type': detailType, resources, time, detail }) {
      terminal.out(JSON.stringify({ source, 'detail-type': detailType, resources, time, detail }));
    },
    open: () => undefined,
  };
}

/** The mails that people would get for the events, with the default settings. */
export function mailPrinter(terminal: Terminal): Printer {
  return {
    ...remarks(terminal),
    event(event) {
      const mail = mailOfEvent(event);
      if (mail) terminal.out(`\n${terminal.paintOut('bold', `Subject: ${mail.subject}`)}\n\n${mail.body}`);
    },
    open: () => undefined,
  };
}

/** For people: the events under the day they were detected on. */
export function linePrinter(terminal: Terminal): Printer {
  const { paintOut } = terminal;
  let day: string | undefined;
  return {
    ...remarks(terminal),
    event(event) {
      if (dayOf(event.time) !== day) {
        day = dayOf(event.time);
        terminal.out(`\n${paintOut('bold', headingOf(event.time))}`);
      }
      for (const line of eventLines(event, paintOut)) terminal.out(line);
    },
    open(resources, nowMs) {
      terminal.out(`\n${openTable(resources, nowMs, paintOut)}`);
    },
  };
}

const remarks = ({ err, paintErr }: Terminal) => ({
  note: (text: string) => err(paintErr('dim', text)),
  problem: (text: string) => err(paintErr('red', text)),
  warn: (message: string, details: Record<string, unknown>) =>
    err(JSON.stringify({ level: 'WARN', message, ...details })),
});

const dayOf = (time: string) => time.slice(0, 10);

function headingOf(time: string): string {
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(new Date(time));
  return `${dayOf(time)} ${weekday} (UTC)`;
}
