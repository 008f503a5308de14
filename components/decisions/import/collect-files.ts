import type { FileToImport } from '../commands.ts'

/** What was dropped or chosen: texts, and files that were left out with the reason. */
export interface Collected {
  readonly files: readonly FileToImport[]
  readonly refused: readonly { readonly path: string; readonly reason: 'type' | 'size' | 'utf8' }[]
}

const maxBytes = 1_048_576
const isMarkdown = (path: string) => /\.(md|markdown|mdx|txt)$/i.test(path)

/** Reads files as UTF-8; a folder is taken with everything below it. */
export async function collectFiles(chosen: readonly File[]): Promise<Collected> {
  const files: FileToImport[] = []
  const refused: Collected['refused'][number][] = []
  for (const file of chosen) {
    const path = file.webkitRelativePath || file.name
    if (!isMarkdown(path)) refused.push({ path, reason: 'type' })
    else if (file.size > maxBytes) refused.push({ path, reason: 'size' })
    else {
      const content = decode(await file.arrayBuffer())
      if (content === null) refused.push({ path, reason: 'utf8' })
      else files.push({ path, content })
    }
  }
  return { files, refused }
}

function decode(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Files of what was dropped, those in folders too. */
export async function listDropped(items: DataTransferItemList): Promise<readonly File[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  return (await Promise.all(entries.map((entry) => listEntry(entry)))).flat()
}

async function listEntry(entry: FileSystemEntry): Promise<readonly File[]> {
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    const path = entry.fullPath.replace(/^\//, '')
    // A dropped file does not know the folder it came from.
    Object.defineProperty(file, 'webkitRelativePath', { value: path })
    return [file]
  }
  if (!(entry instanceof FileSystemDirectoryEntry)) return []
  const reader = entry.createReader()
  const found: File[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (some.length === 0) return found
    for (const each of some) found.push(...(await listEntry(each)))
  }
}

/** Parts small enough for one call each. */
export function toBatches(files: readonly FileToImport[]): readonly (readonly FileToImport[])[] {
  const batches: FileToImport[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const file of files) {
    const length = file.content.length * 3
    if (size + length > 8_000_000 || (batches.at(-1)?.length ?? 0) >= 200) {
      batches.push([])
      size = 0
    }
    batches.at(-1)?.push(file)
    size += length
  }
  return batches
}
