import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { errorCode } from './problem.ts'

/** Replaces a file as a whole, so a crash leaves the old or the new content; 0600 unless told. */
export function writePrivateFile(path: string, content: string, mode = 0o600): void {
  const draft = `${path}.${process.pid}.new`
  writeFileSync(draft, content, { mode })
  renameSync(draft, path)
}

/** Null when there is no such file. */
export function findText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
