import type { Api } from '../core/api.ts';
import * as apis from './index.ts';

export const APIS: readonly Api[] = Object.values(apis);

/** One of their definitions. Its type keeps the names that it defines. */
export type AnyApi = (typeof apis)[keyof typeof apis];
