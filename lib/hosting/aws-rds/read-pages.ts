import type { RdsSnapshot } from './to-found-backup.ts'

const pagesAtMost = 50

/** Size and place of a page, as every list of RDS takes them. */
export interface PageInput {
  readonly MaxRecords: number
  readonly Marker?: string
}

interface Page {
  readonly snapshots: readonly RdsSnapshot[]
  readonly marker: string | undefined
}

/** Every snapshot of a list, or as many as fit into 50 pages. */
export async function readPages(
  readPage: (input: PageInput) => Promise<Page>,
): Promise<{ readonly snapshots: readonly RdsSnapshot[]; readonly truncated: boolean }> {
  const snapshots: RdsSnapshot[] = []
  let next: string | undefined
  for (let page = 0; page < pagesAtMost; page += 1) {
    const { snapshots: found, marker } = await readPage({
      MaxRecords: 100,
      ...(next ? { Marker: next } : {}),
    })
    snapshots.push(...found)
    next = marker
    if (!next) return { snapshots, truncated: false }
  }
  return { snapshots, truncated: true }
}
