import { METERS, type Meter, PRICES } from './prices.ts';
import type { Usage } from './usage.ts';

export interface Line {
  readonly meter: Meter;
  readonly quantity: number;
  /** As if the free tier were used up by others. */
  readonly listUsd: number;
  /** As if nobody else used the free tier. */
  readonly beyondFreeUsd: number;
}

export interface Bill {
  readonly lines: readonly Line[];
  readonly listUsd: number;
  readonly beyondFreeUsd: number;
}

export function billOf(usage: Usage): Bill {
  const lines = METERS.map((meter) => {
    const { usd, per, free } = PRICES[meter];
    const quantity = usage[meter];
    return {
      meter,
      quantity,
      listUsd: (quantity * usd) / per,
      beyondFreeUsd: (Math.max(0, quantity - free) * usd) / per,
    };
  });
  const sum = (column: 'listUsd' | 'beyondFreeUsd') => lines.reduce((total, line) => total + line[column], 0);
  return { lines, listUsd: sum('listUsd'), beyondFreeUsd: sum('beyondFreeUsd') };
}
