import { PARTNER_CENTRAL_URL } from './alert.ts';
import { type ChatMessage, chatMessage } from './chat.ts';
import type { Mail } from './mail.ts';
import { momentInWords } from './times.ts';

/** Sent on request, to see whether alerts arrive. */
export const testMail = (timeZone: string, nowMs: number): Mail => ({
  subject: 'Test: alerts of engagement-sync reach you',
  body: [
    `Somebody asked for this mail on ${momentInWords(new Date(nowMs).toISOString(), timeZone)}, to see whether it arrives.`,
    `When an invitation is about to expire, you get a mail like this one. You answer invitations in Partner Central.\n${PARTNER_CENTRAL_URL}`,
  ].join('\n\n'),
});

export const testChatMessage = (): ChatMessage =>
  chatMessage(
    {
      title: ':wave: Test: alerts of engagement-sync reach this channel',
      description: 'Somebody asked for this message, to see whether it arrives.',
    },
    { threadId: 'test', summary: 'Test of engagement-sync', eventType: 'Test' },
  );
