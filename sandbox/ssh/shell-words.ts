/** The words of a simple command line; null for everything a shell would do more with: variables, pipes, globs. */
export function toShellWords(line: string): string[] | null {
  const words: string[] = []
  let word: string | null = null
  const rest = line.matchAll(/'([^']*)'|\\([\s\S])|([A-Za-z0-9_@%+=:,./-]+)|( +)|([\s\S])/g)
  for (const [, quoted, escaped, plain, blank] of rest) {
    const part = quoted ?? escaped ?? plain
    if (part !== undefined) {
      word = (word ?? '') + part
    } else if (blank !== undefined) {
      if (word !== null) words.push(word)
      word = null
    } else {
      return null
    }
  }
  if (word !== null) words.push(word)
  return words
}
