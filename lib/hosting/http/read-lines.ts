const longestLine = 256 * 1024

/** Lines of a stream of bytes, each at most 256 kB; what follows in a longer one is left out. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = (lines.pop() ?? '').slice(0, longestLine)
    for (const line of lines) yield line.slice(0, longestLine).replace(/\r$/, '')
  }
  if (rest !== '') yield rest
}
