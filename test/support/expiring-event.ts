/** An event as the target of a rule gets it, with no more than it must have. */
export const EXPIRING = {
  source: 'engagement-sync',
  'detail-type': 'Engagement Invitation Expiring',
  resources: [],
  time: '2021-05-24T14:00:00Z',
  detail: {
    metadata: {
      schemaVersion: '1.0',
      eventId: '5f74ecc48099dbcf327b35d533b7979b',
      sequence: 4,
      scope: 'invitations/AWS/RECEIVER',
      detectedAt: '2021-05-24T14:00:00.000Z',
      baseline: false,
      replay: false,
      stale: false,
    },
    catalog: 'AWS',
    engagementInvitation: { id: 'engi-a7r3kd9w1hn4s', status: 'PENDING' },
    expiry: { threshold: 'PT4H', secondsRemaining: 14400 },
  },
};
