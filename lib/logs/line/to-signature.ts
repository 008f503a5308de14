const keptCharacters = 240
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}[\d.,]*(?:Z|[+-]\d{2}:?\d{2})?/g, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/"[^"\n]{0,300}"|'[^'\n]{1,300}'|`[^`\n]{0,300}`/g, '<text>'],
  [/\b0x[0-9a-f]+\b/gi, '<hex>'],
  [/\b(?=[a-f]*\d)[0-9a-f]{8,}\b/gi, '<hex>'],
  [/\b(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{16,}\b/g, '<id>'],
  [/\d+(?:[.,]\d+)*/g, '<n>'],
]

/** What errors of one kind have in common: the first line without numbers, ids, hex and quoted text. */
export function toSignature(message: string): string {
  const [line = ''] = message.trim().slice(0, 2_000).split('\n', 1)
  const general = replacements.reduce((text, [pattern, word]) => text.replace(pattern, word), line)
  return general.replace(/\s+/g, ' ').slice(0, keptCharacters)
}
