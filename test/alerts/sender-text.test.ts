import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { type Alert, alertOf } from '../../lambda/alerts/alert.ts';
import { chatMessageOf } from '../../lambda/alerts/chat.ts';
import { mailOf } from '../../lambda/alerts/mail.ts';
import { inChat, inMail, oneLine } from '../../lambda/alerts/sender-text.ts';
import { eventOf } from './events.ts';

/** Finds links like a mail or chat program, including bare host names and mail addresses, and renders markup. */
const markdown = new MarkdownIt({ html: true, linkify: true });
const linksIn = (text: string) => (markdown.linkify.match(text) ?? []).map(({ url }) => url);
const rendered = (text: string) => markdown.renderInline(text);

const HOSTILE = [
  'see http://evil.example.com/x?y=1',
  'HTTPS://EVIL.COM',
  'www.evil.co.uk now',
  'mail a@evil.com or mailto:b@evil.org',
  'evil。com, evil．com and http://evil．com',
  '[click](https://evil.com) <https://evil.com|AWS> <b>bold</b>',
  '*bold* _it_ ~no~ `code` # head',
  '<!channel> <@U123> @here &lt;',
  'ftp://evil.com //evil.com evil.com:8080',
  'two\r\nlines\u2028three\u0085four\u0000five\u202egnp.exe',
];

describe('what a sender wrote is text, never markup, never a link', () => {
  it.each(HOSTILE)('in a mail: %j', (text) => {
    expect(linksIn(text).length + Number(/[\p{C}\u2028]/u.test(text)) + Number(/[*<]/.test(text))).toBeGreaterThan(0);
    const written = inMail(text);
    expect(linksIn(written)).toEqual([]);
    expect(written).toMatch(/^\P{C}+$/u);
  });

  it.each(HOSTILE)('in a chat: %j', (text) => {
    const written = inChat(text);
    expect(linksIn(written)).toEqual([]);
    expect(rendered(written).replaceAll('&quot;', '"')).toBe(written);
    expect(written).not.toMatch(/[<>@*_`]/);
  });

  it('whatever it is, in a mail or a chat as a whole', () => {
    const parts = fc.constantFrom(
      'http://',
      'evil.com',
      '@',
      '.',
      ' ',
      '\n',
      '*',
      '<',
      '>',
      '[',
      '](',
      ')',
      'www.',
      'a',
      '1',
      '|',
      '\u202e',
      '&',
    );
    const text = fc.array(parts, { maxLength: 14 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (engagementTitle, senderCompanyName) => {
        const event = eventOf('Expiring', { engagementTitle, senderCompanyName });
        const alert = alertOf(event, Date.parse('2021-05-24T14:05:00Z')) as Alert;
        const { subject, body } = mailOf(alert, 'UTC');
        expect(linksIn(subject)).toEqual([]);
        expect(linksIn(body)).toEqual(['https://console.aws.amazon.com/partnercentral/']);
        expect(body.split('\n')).toHaveLength(9);
        const { description } = chatMessageOf(alert, 'UTC').content;
        expect(linksIn(description)).toEqual([]);
        expect(description.split('\n')).toHaveLength(2);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a text that means no harm', () => {
  it.each([
    'Migration to v2.0, phase 1',
    'C++ & Go: 50% faster!',
    'Größe "XL" – naïve café',
    'AWS re:Invent 2026',
    '日本の顧客',
  ])('stays as it is in a mail: %s', (text) => {
    expect(inMail(text)).toBe(text);
  });

  it('is cut off where it is too long, never within a character', () => {
    expect(oneLine('x'.repeat(300))).toHaveLength(200);
    expect(oneLine('😀'.repeat(5), 3)).toBe('😀😀…');
    expect(oneLine('  a \t b  ')).toBe('a b');
  });
});
