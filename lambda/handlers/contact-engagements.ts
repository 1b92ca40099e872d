import { openContactEngagements } from '../apis/contact-engagements.ts';
import { syncHandler } from './sync-handler.ts';

export const handler = syncHandler(openContactEngagements);
