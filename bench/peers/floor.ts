import { type Input, listPages } from './invitations.ts';

/** Lists only the pending ones, and compares nothing: the minimum for any sync. */
export async function handler(input: Input): Promise<void> {
  let pending = 0;
  for await (const { EngagementInvitationSummaries: invitations = [] } of listPages(input, { Status: ['PENDING'] })) {
    pending += invitations.length;
  }
  process.stdout.write(`${JSON.stringify({ message: 'Listed', pending })}\n`);
}
