import { invalidInput } from '#lib/core/errors.ts'

const maxLength = 300

/** A path of a Markdown file inside a repository; throws when it is none. */
export function requirePath(path: string | null | undefined): string {
  const fault = findPathFault(path ?? '')
  if (fault === null) return path ?? ''
  throw invalidInput(`path ${fault}.`, { fields: [{ path: 'path', message: fault }] })
}

export function findPathFault(path: string): string | null {
  if (path === '') return 'says where the file is to be, such as docs/decisions/0001-title.md'
  if (path.length > maxLength) return `has at most ${maxLength} characters`
  if (!/\.(?:md|markdown)$/i.test(path)) return 'ends with .md'
  const isOdd = path.split('/').some((part) => /^\.{0,2}$|^\.git$/i.test(part))
  if (isOdd || /[\p{C}\\:*?"<>|]/u.test(path)) return 'is not a path inside a repository'
  return null
}
