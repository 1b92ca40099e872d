const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Rounded down: `14 d`, `2 d 23 h`, `3 h 5 min`, `12 min`. */
export function duration(ms: number): string {
  const [days, hours, minutes] = [Math.floor(ms / DAY_MS), Math.floor(ms / HOUR_MS), Math.floor(ms / MINUTE_MS)];
  if (days >= 10) return `${days} d`;
  if (days > 0) return `${days} d ${hours % 24} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

/** `2021-05-18 18:20`, of an ISO 8601 UTC date */
export const dateAndTime = (iso: string) => `${iso.slice(0, 10)} ${timeOfDay(iso)}`;
export const timeOfDay = (iso: string) => iso.slice(11, 16);

export const clipped = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

/** Titles and names are written by others: they must not control the terminal. */
export const harmless = (text: string) => text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
