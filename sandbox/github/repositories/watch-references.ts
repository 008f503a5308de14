import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { RepositoryRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { publishPush } from './publish-push.ts'
import { listReferences } from './references.ts'
import { getGitDir, listRepositories } from './registry.ts'

/** Notices what is pushed, by whatever way it got into the repositories. */
export interface ReferenceWatch {
  /** Looks at one repository now. */
  check(repository: RepositoryRecord): Promise<void>
  stop(): void
}

type Snapshot = ReadonlyMap<string, string>

const intervalMs = 1_500
// https://docs.github.com/webhooks/webhook-events-and-payloads#push
const maximumTags = 3

export async function watchReferences(world: World): Promise<ReferenceWatch> {
  const snapshots = new Map<number, Snapshot>()
  const fingerprints = new Map<number, string>()

  async function check(repository: RepositoryRecord) {
    const gitDir = getGitDir(world, repository)
    fingerprints.set(repository.id, readFingerprint(gitDir))
    const references = await listReferences(gitDir, 'refs/')
    const current = new Map(references.map(({ name, commitSha }) => [name, commitSha]))
    const earlier = snapshots.get(repository.id)
    snapshots.set(repository.id, current)
    if (!earlier) return
    const changes = listChanges(earlier, current)
    const tags = changes.filter(({ name }) => name.startsWith('refs/tags/'))
    for (const change of tags.length > maximumTags
      ? changes.filter((one) => !tags.includes(one))
      : changes) {
      await publishPush(world, repository, change)
    }
  }

  async function checkChanged() {
    for (const repository of listRepositories(world)) {
      const isSame =
        fingerprints.get(repository.id) === readFingerprint(getGitDir(world, repository))
      if (!isSame) await check(repository)
    }
  }

  // Checks follow each other: two at once would both see the same change as new.
  let tail = checkChanged()
  const queue = (work: () => Promise<void>) => {
    const next = tail.then(work)
    tail = next.catch((error: unknown) => console.error('References:', error))
    return next
  }
  await tail
  const timer = setInterval(() => void queue(checkChanged).catch(() => {}), intervalMs)
  return { check: (repository) => queue(() => check(repository)), stop: () => clearInterval(timer) }
}

function listChanges(earlier: Snapshot, current: Snapshot) {
  const names = new Set([...earlier.keys(), ...current.keys()])
  return [...names]
    .map((name) => ({ name, before: earlier.get(name) ?? null, after: current.get(name) ?? null }))
    .filter(({ before, after }) => before !== after)
}

/** Cheap to read and different after every update of a reference. */
function readFingerprint(gitDir: string): string {
  const refs = join(gitDir, 'refs')
  const files = readdirSync(refs, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(refs, name),
  )
  return [...files, join(gitDir, 'packed-refs')].map(toStamp).join('\n')
}

function toStamp(file: string) {
  const stats = statSync(file, { throwIfNoEntry: false })
  return `${file} ${stats?.mtimeMs} ${stats?.size}`
}
