import type { Api } from '../core/api.ts';
import * as apis from './index.ts';

export const APIS: readonly Api[] = Object.values(apis);

/** One of their definitions, as it is written: its names are known to the compiler. */
export type AnyApi = (typeof apis)[keyof typeof apis];
