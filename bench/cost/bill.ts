import prices from './prices.json' with { type: 'json' };

export type Meter = keyof typeof prices.meters;

/** The usage of a month. */
export type Usage = Record<Meter, number>;

/** List prices of us-east-1, in USD, and the permanent monthly free tier. */
export const PRICES = prices.meters;
export const READ_ON = prices.readOn;
export const METERS = Object.keys(PRICES) as Meter[];

export interface Usd {
  /** As if nobody else used the free tier. */
  readonly beyondFree: number;
  /** As if the free tier were used up by others. */
  readonly list: number;
}

export function priceOf(meter: Meter, quantity: number): Usd {
  const { usd, per, free } = PRICES[meter];
  return { beyondFree: (Math.max(0, quantity - free) * usd) / per, list: (quantity * usd) / per };
}

export function billOf(usage: Usage): Usd {
  const lines = METERS.map((meter) => priceOf(meter, usage[meter]));
  const sum = (column: keyof Usd) => lines.reduce((total, line) => total + line[column], 0);
  return { beyondFree: sum('beyondFree'), list: sum('list') };
}
