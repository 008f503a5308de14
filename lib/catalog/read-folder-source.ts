import { glob, open, stat } from 'node:fs/promises'
import path from 'node:path'
import { CATALOG_FILES } from './parse-catalog-text.ts'
import { MAX_FILE_BYTES } from './read-yaml.ts'
import type { SourceFile, SourceRead } from './source-read.ts'
import type { FolderSetting } from './source-settings.ts'

/** Every catalog file below a folder; where one folder holds both kinds, `leitstand.yaml` counts. */
export async function readFolderSource({ path: root }: FolderSetting): Promise<SourceRead> {
  try {
    if (!(await stat(root)).isDirectory()) return { failure: 'folder_missing' }
    const paths = await listCatalogFiles(root)
    const files = await Promise.all(paths.map((file) => readCatalogFile(root, file)))
    return { failure: null, commitSha: null, files }
  } catch (error) {
    return { failure: isMissing(error) ? 'folder_missing' : 'folder_unreadable' }
  }
}

/** Paths below a folder, sorted, without what installed packages bring along. */
export async function listCatalogFiles(root: string): Promise<readonly string[]> {
  const options = {
    cwd: root,
    exclude: (name: string) => name === 'node_modules' || name === '.git',
  }
  const found = await Array.fromAsync(
    glob(
      CATALOG_FILES.map((name) => `**/${name}`),
      options,
    ),
  )
  const byFolder = Object.values(Object.groupBy(found, (file) => path.dirname(file)))
  return byFolder.map((files) => pickFile(files ?? [])).sort()
}

function pickFile(files: readonly string[]): string {
  const byName = new Map(files.map((file) => [path.basename(file), file]))
  return CATALOG_FILES.flatMap((name) => byName.get(name) ?? [])[0] ?? ''
}

async function readCatalogFile(root: string, file: string): Promise<SourceFile> {
  const handle = await open(path.join(root, file))
  try {
    // One byte more than is allowed, so that the parser sees that the file is too large.
    const buffer = Buffer.alloc(MAX_FILE_BYTES + 1)
    const { bytesRead } = await handle.read(buffer)
    return { file, text: buffer.toString('utf8', 0, bytesRead), repository: null }
  } finally {
    await handle.close()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
