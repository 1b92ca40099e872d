import type { PrintableEvent } from '../../../local/start/event-lines.ts';

export const NOW = '2026-11-22T03:00:00.000Z';

export function event(detailType: string, detail: Record<string, unknown>, metadata = {}): PrintableEvent {
  return {
    source: 'engagement-sync',
    'detail-type': detailType,
    resources: [],
    time: '2026-11-22T03:00:00Z',
    detail: { metadata: { detectedAt: NOW, baseline: false, stale: false, ...metadata }, ...detail },
  };
}

export const invitation = (fields: Record<string, string> = {}) => ({
  id: 'engi-0123456789abc',
  engagementTitle: 'Title',
  status: 'PENDING',
  expirationDate: '2026-11-25T04:00:00.000Z',
  senderCompanyName: 'AWS',
  ...fields,
});
