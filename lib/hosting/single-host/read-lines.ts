/** A line, and whether its end was left out because it was longer than the limit. */
export interface ReadLine {
  readonly text: string
  readonly cut: boolean
}

/** Lines as they come, without the rest behind the last line end. */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  lineLimitBytes: number,
): AsyncGenerator<ReadLine, void> {
  let parts: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    let rest = chunk
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const piece = rest.subarray(0, end)
      rest = rest.subarray(end + 1)
      const cut = size + piece.length > lineLimitBytes
      const line = Buffer.concat([...parts, piece]).subarray(0, lineLimitBytes)
      parts = []
      size = 0
      yield { text: line.toString('utf8'), cut }
    }
    // Of a line that is too long already, only its length matters.
    if (size < lineLimitBytes) parts.push(rest)
    size += rest.length
  }
}
