import { createRequire } from 'node:module';

const http: typeof import('node:http') = createRequire(import.meta.url)('node:http');

/**
 * In place of `http`, which older clients import. An import loads what Node would load only when it is used, with it
 * undici (https://github.com/nodejs/node/issues/59686); a require does not.
 */
export const { Agent, request } = http;
