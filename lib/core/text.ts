import { stripVTControlCharacters } from 'node:util'

// Controls, format characters (bidirectional overrides among them) and lone surrogates. Tab and line ends are
// ordinary text; the two joiners are needed by emoji and by several scripts.
const invisible = /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u
const invisibleAll = new RegExp(invisible.source, 'gu')
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\s]/gu

/** Position (from 0) of the first character a reader cannot see or PostgreSQL cannot store; -1 when there is none. */
export function findInvisibleCharacter(text: string): number {
  return text.search(invisible)
}

/**
 * Text from outside, made safe to store and to show: no terminal sequences, no overwriting, no invisible or
 * direction-changing characters. Each becomes U+FFFD so that its presence stays visible.
 */
export function toInertText(text: string): string {
  return stripVTControlCharacters(text)
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(invisibleAll, '\ufffd')
}

/** True for text without a single visible character. */
export function isBlank(text: string): boolean {
  return text.replace(unseen, '') === ''
}
