import type { RestorableRelease } from '../rollback-port.ts'

/** One revision for each service, in the order of the services; a family's name holds no comma. */
export function toSetId(releaseIds: readonly string[]): string {
  return releaseIds.join(',')
}

/** Null when it does not name one revision for each service. */
export function parseSetId(setId: string, services: readonly string[]): readonly string[] | null {
  const releaseIds = setId.split(',')
  return releaseIds.length === services.length && releaseIds.every(Boolean) ? releaseIds : null
}

/** Revisions of one service, newest first. The running one is among them, those after it are not. */
export interface ServiceRevisions {
  readonly running: string
  readonly revisions: readonly RestorableRelease[]
}

/**
 * Releases that every service has a revision of, by commit or version, newest first. A service whose newest revision
 * of a release is the running one stays as it is; a release that changes nothing is none to go back to.
 */
export function toSets(services: readonly ServiceRevisions[]): readonly RestorableRelease[] {
  const [first, ...others] = services
  if (!first) return []
  const named = new Map(first.revisions.toReversed().map((each) => [toName(each), each]))
  return [...named]
    .flatMap(([name, release]): RestorableRelease[] => {
      if (name === null) return []
      const found = others.map(({ revisions }) => revisions.find((each) => toName(each) === name))
      const all = [release, ...found.filter((each) => each !== undefined)]
      if (all.length < services.length) return []
      if (all.every(({ releaseId }, index) => releaseId === services[index]?.running)) return []
      return [{ ...release, releaseId: toSetId(all.map(({ releaseId }) => releaseId)) }]
    })
    .toSorted((one, other) => toTime(other) - toTime(one))
}

function toName({ commitSha, version }: RestorableRelease): string | null {
  return commitSha ?? version
}

function toTime({ createdAt }: RestorableRelease): number {
  return createdAt?.getTime() ?? 0
}
