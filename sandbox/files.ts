import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Replaces the file in one step: a reader, or a start after a crash, sees the old or the new content. */
export function writeAtomically(path: string, content: string, mode = 0o644) {
  const draft = `${path}.${process.pid}.draft`
  writeFileSync(draft, content, { mode })
  renameSync(draft, path)
}

export function writeJson(path: string, value: unknown, mode?: number) {
  writeAtomically(path, `${JSON.stringify(value, null, 2)}\n`, mode)
}

/** Null when there is no such file. */
export function findJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}
