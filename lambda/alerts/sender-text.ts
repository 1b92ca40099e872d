/*
 * The sender of an invitation chooses its title (up to 40 characters) and a company name (up to 120), with any characters. People
 * see them in a mail that AWS signs, so they stay text: no line of their own, no link, no markup.
 */

/** Control characters, marks that turn the direction of writing, line and paragraph separators, and what is not assigned. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]+/gu;
const SLASHES = /(:?)\/(?=\/)/g;
/** A dot that a mail program could take for one of a host name; "2.0" is left alone. The others stand for a dot in host names, too. */
const DOT_OF_HOST = /(?<=[^\s.])[.\u3002\uff0e\uff61](?=[^\s\d.])/gu;
const AT_OF_ADDRESS = /(?<=\S)@(?=\S)/g;
/** Slack's and Teams's markup, mentions included. */
const MARKUP = /[*_~`<>[\]|\\#@&]/g;
/** From `!` on, each ASCII character has a wide form that means nothing to a program. */
const TO_WIDE_FORM = 0xfee0;

/** On one line, and cut off. */
export function oneLine(text: string, maxCharacters = 200): string {
  const line = text.replace(UNPRINTABLE, ' ').replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  return characters.length > maxCharacters ? `${characters.slice(0, maxCharacters - 1).join('')}…` : line;
}

/** For a mail: links are written so that no mail program makes them live, `https:/ /example[.]com`. */
export const inMail = (text: string, maxCharacters?: number) =>
  oneLine(text, maxCharacters).replace(SLASHES, '$1/ ').replace(AT_OF_ADDRESS, '[@]').replace(DOT_OF_HOST, '[.]');

/** For a chat: links as in a mail, and what would be markup or a mention in wide characters. */
export const inChat = (text: string) =>
  oneLine(text)
    .replace(SLASHES, '$1/ ')
    .replace(DOT_OF_HOST, '(.)')
    .replace(MARKUP, (character) => String.fromCharCode(character.charCodeAt(0) + TO_WIDE_FORM));
