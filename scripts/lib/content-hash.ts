import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** One value for the content of these files and folders below `root`; missing ones count as absent. */
export function hashContent(
  root: string,
  paths: readonly string[],
  isRelevant: (path: string) => boolean = () => true,
): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((part) => listFiles(join(root, part)))) {
    const name = relative(root, path)
    if (!isRelevant(name)) continue
    hash.update(`${name}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex').slice(0, 20)
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
