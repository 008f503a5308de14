/** Whether two ids name one commit: endpoints often tell a short one, and seven characters are what git shortens to. */
export function isSameCommit(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length)
  return length >= 7 && a.slice(0, length).toLowerCase() === b.slice(0, length).toLowerCase()
}
