import { closest, distance } from 'fastest-levenshtein';

/** How many letters a slip may be away from what was meant. */
const MOST_SLIPS = 2;

/** However it is written: `alert-emails`, `alert_emails`, `alertemails`. */
const plain = (name: string) => name.replaceAll(/[-_]/g, '').toLowerCase();

/** The name that is meant, if what was written is but a slip away from one. */
export function meantBy(written: string, names: readonly string[]): string | undefined {
  const nearest = closest(plain(written), names.map(plain));
  const isSlip = distance(plain(written), nearest) <= MOST_SLIPS;
  return isSlip ? names.find((name) => plain(name) === nearest) : undefined;
}
