/** Beyond these a parser of Markdown may need seconds for what somebody wrote to make it do so. */
const limits = { length: 30_000, lineLength: 8_000, brackets: 800, bars: 400, depth: 24 } as const

/** Whether a text is shown as it was typed, because reading it as Markdown could take long. */
export function isPlain(text: string): boolean {
  if (text.length > limits.length) return true
  if (count(text, '[') > limits.brackets) return true
  return text.split('\n').some((line) => {
    if (line.length > limits.lineLength || count(line, '|') > limits.bars) return true
    const [indent = ''] = /^[\s>*+-]*/.exec(line) ?? []
    return indent.length > limits.depth * 3
  })
}

function count(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found += 1
  return found
}
