/** Addresses by folded label: `[label]: address`. */
export type Definitions = ReadonlyMap<string, string>

const definition = /^ {0,3}\[([^\]\n\r]{1,300})\]:[ \t]*<?([^\s<>]+)>?/gm
const maxAddressLength = 2_000
const maxParentheses = 8

export function readDefinitions(text: string): Definitions {
  const found = new Map<string, string>()
  for (const [, label = '', address = ''] of text.matchAll(definition)) {
    if (!label.startsWith('^') && !found.has(toLabel(label))) found.set(toLabel(label), address)
  }
  return found
}

/** Where a link that began at `open` and whose words end at `close` is over, and where it leads. */
export function findLinkEnd(
  text: string,
  open: number,
  close: number,
  definitions: Definitions,
): { end: number; url: string } | null {
  if (text[close + 1] === '(') return findInlineEnd(text, close + 2)
  const from = open + (text[open] === '!' ? 2 : 1)
  if (text[close + 1] === '[') {
    const end = text.indexOf(']', close + 2)
    if (end === -1 || end - close > 300) return null
    const label = text.slice(close + 2, end) || text.slice(from, close)
    const url = definitions.get(toLabel(label))
    return url === undefined ? null : { end: end + 1, url }
  }
  if (definitions.size === 0 || close - from > 300) return null
  const url = definitions.get(toLabel(text.slice(from, close)))
  return url === undefined ? null : { end: close + 1, url }
}

function findInlineEnd(text: string, from: number): { end: number; url: string } | null {
  let at = from
  let depth = 0
  while (at < text.length && at - from <= maxAddressLength) {
    const char = text[at] ?? ''
    if (char === ')' && depth === 0) return { end: at + 1, url: unwrap(text.slice(from, at)) }
    if (/\s/.test(char)) return findTitleEnd(text, from, at)
    if (char === '(') depth += 1
    if (char === ')') depth -= 1
    if (depth > maxParentheses) return null
    at += char === '\\' ? 2 : 1
  }
  return null
}

const title = /\s{1,10}("[^"\n]{0,500}"|'[^'\n]{0,500}'|\([^()\n]{0,500}\))?\s{0,10}\)/y

function findTitleEnd(text: string, from: number, at: number): { end: number; url: string } | null {
  title.lastIndex = at
  const match = title.exec(text)
  return match && { end: at + match[0].length, url: unwrap(text.slice(from, at)) }
}

function unwrap(address: string): string {
  return address.startsWith('<') && address.endsWith('>') ? address.slice(1, -1) : address
}

function toLabel(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase()
}
