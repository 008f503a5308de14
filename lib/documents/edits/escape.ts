import { stringify } from 'yaml'
import { toPlain } from '../read/fold.ts'

const special = /[\\`*_[\]<>~|]/g

/** Plain words so that Markdown shows them as they are. Words without marks stay as they were typed. */
export function escapeInline(text: string): string {
  const plain = toPlain(text)
  const isHarmless = !/[\\`*[\]<>~|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&#?\w+;/u.test(plain)
  return isHarmless ? plain : plain.replace(special, (char) => `\\${char}`)
}

/** Markdown somebody typed as one line, for a cell of a table. */
export function escapeBars(markdown: string): string {
  return markdown.replace(/\\?\|/g, '\\|')
}

/** One value of front matter, quoted where YAML would take it for something else. */
export function toYamlScalar(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  return stringify(value, { lineWidth: 0, defaultStringType: 'PLAIN' }).trimEnd()
}

export function toYamlFlow(values: readonly string[]): string {
  return `[${values.map((value) => (/^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u.test(value) ? toYamlScalar(value) : JSON.stringify(value))).join(', ')}]`
}

/** Lines of a text with the line ending of the document. */
export function withLineEnding(text: string, lineEnding: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\n', lineEnding)
}
