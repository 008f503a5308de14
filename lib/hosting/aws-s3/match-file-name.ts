/** Whether a file name fits a pattern in which `*` stands for any characters; every name fits null. */
export function matchesFileName(name: string, pattern: string | null): boolean {
  if (pattern === null) return true
  const [start = '', ...pieces] = pattern.split('*')
  const end = pieces.pop()
  if (end === undefined) return name === start
  if (!name.startsWith(start)) return false
  // The earliest place of each piece leaves the most room for the next: no way back is needed.
  let at = start.length
  for (const piece of pieces) {
    const found = name.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return name.length - end.length >= at && name.endsWith(end)
}
