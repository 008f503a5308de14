const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/
const definition = /^ {0,3}\[[^\]]+\]:\s*\S+.*$/
const targetLines = 40

/**
 * Cuts a text at blank lines before headings, paragraphs and fences, so that parts can be read on their own: each is
 * shown again only when it changed. Never cuts inside of a fence, a list or a quote.
 */
export function splitBlocks(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/)
  const definitions = lines.filter((line) => definition.test(line)).slice(0, 200)
  const blocks: string[][] = [[]]
  let open: string | null = null
  let isAfterBlank = false
  for (const line of lines) {
    const block = blocks.at(-1) ?? []
    const canCut = open === null && isAfterBlank && /^[^\s>*+\-\d]/.test(line)
    if (canCut && (line.startsWith('#') || block.length >= targetLines)) blocks.push([line])
    else block.push(line)
    const [, marks = '', rest = ''] = fence.exec(line) ?? []
    if (marks && open === null) open = marks
    else if (marks && open && isClosing(marks, open) && rest.trim() === '') open = null
    isAfterBlank = line.trim() === ''
  }
  const tail = definitions.length > 0 ? `\n\n${definitions.join('\n')}` : ''
  return blocks.map((block) => {
    const own = block.join('\n')
    return tail && own.includes('[') ? own + tail : own
  })
}

const isClosing = (marks: string, open: string) =>
  marks[0] === open[0] && marks.length >= open.length
