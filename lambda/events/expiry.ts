import * as v from 'valibot';
import { count, text } from './fields.ts';

export const Expiry = v.pipe(
  v.object({
    threshold: text('The one that was crossed, as an ISO 8601 duration in its shortest form, such as P1D'),
    secondsRemaining: count('From detectedAt until the expiration date'),
  }),
  v.description('How much time is left'),
);
