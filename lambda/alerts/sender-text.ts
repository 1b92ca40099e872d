/*
 * The sender of an invitation chooses its title (up to 40 characters) and a company name (up to 120), with any characters.
 * People see them in a mail that AWS signs, so they must stay plain text: no line breaks, no links, no markup.
 */

/** Control characters, marks that change the direction of writing, line and paragraph separators, unassigned characters. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]+/gu;
const SLASHES = /(:?)\/(?=\/)/g;
/** A dot that a mail program could take for part of a host name, but not that of "2.0". Host names accept the others, too. */
const DOT_OF_HOST = /(?<=[^\s.])[.\u3002\uff0e\uff61](?=[^\s\d.])/gu;
const AT_OF_ADDRESS = /(?<=\S)@(?=\S)/g;
/** Slack's and Teams's markup, including mentions. */
const MARKUP = /[*_~`<>[\]|\\#@&]/g;
/** From `!` on, each ASCII character has a wide form that programs do not interpret. */
const TO_WIDE_FORM = 0xfee0;

/** On one line, cut to a length. */
export function oneLine(text: string, maxCharacters = 200): string {
  const line = text.replace(UNPRINTABLE, ' ').replace(/\s+/gu, ' ').trim();
  const characters = [...line];
  return characters.length > maxCharacters ? `${characters.slice(0, maxCharacters - 1).join('')}…` : line;
}

/** For a mail: disables links, as in `https:/ /example[.]com`. */
export const inMail = (text: string, maxCharacters?: number) =>
  oneLine(text, maxCharacters).replace(SLASHES, '$1/ ').replace(AT_OF_ADDRESS, '[@]').replace(DOT_OF_HOST, '[.]');

/** For a chat: disables links as in a mail, and writes markup and mentions in wide characters. */
export const inChat = (text: string) =>
  oneLine(text)
    .replace(SLASHES, '$1/ ')
    .replace(DOT_OF_HOST, '(.)')
    .replace(MARKUP, (character) => String.fromCharCode(character.charCodeAt(0) + TO_WIDE_FORM));
