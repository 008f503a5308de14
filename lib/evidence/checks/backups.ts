import type { PolicyDetail } from '#lib/backups/types.ts'
import { toStageLink } from '../measure.ts'
import { type Check, type CheckInput, no, unknown, yes } from './check.ts'

const parameters = ['policy', 'covers'] as const

/** Whether the stage has a backup policy and its backups are fresh. */
export const backupPolicy: Check = {
  name: 'backup-policy',
  parameters,
  async read(input) {
    const policies = await listPolicies(input)
    const seen = toSeen(input, policies)
    if (policies.length === 0) return no('no_policy', seen, toWanted(input))
    const bad = policies.find(({ state }) => state !== 'fresh' && state !== 'unknown')
    if (bad) {
      const params = { policy: bad.slug, state: bad.state, cause: bad.cause?.reason ?? null }
      return no('backup_not_fresh', seen, params)
    }
    const unjudged = policies.find(({ state }) => state === 'unknown')
    if (unjudged) return unknown('backups_not_judged', { policy: unjudged.slug }, seen)
    return yes({ ...seen, value: policies.map(({ slug }) => slug).join(', ') })
  },
}

/** Whether every policy was restored for a trial, successfully, and not longer ago than the catalog asks. */
export const restoreTest: Check = {
  name: 'restore-test',
  parameters,
  async read(input) {
    const policies = await listPolicies(input)
    const seen = toSeen(input, policies)
    if (policies.length === 0) return no('no_policy', seen, toWanted(input))
    const never = policies.find(({ restore }) => restore.newest === null)
    if (never) return no('never_restored', seen, { policy: never.slug })
    const bad = policies.find(({ restore }) => toWord(restore) !== 'ok')
    if (bad) {
      const { newest } = bad.restore
      const params = {
        policy: bad.slug,
        state: toWord(bad.restore),
        at: newest?.finishedAt ?? null,
      }
      return no('restore_not_ok', seen, params)
    }
    const [oldest] = policies.flatMap(({ restore }) => restore.newest?.finishedAt ?? []).toSorted()
    return yes({ ...seen, observedAt: oldest ?? null, value: oldest?.slice(0, 10) ?? null })
  },
}

/** Without a rhythm in the catalog the newest trial alone speaks. */
function toWord({ state, newest }: PolicyDetail['restore']): string {
  return state ?? newest?.verdict ?? 'unknown'
}

async function listPolicies({ reader, parameters: wanted }: CheckInput) {
  const { policies } = await reader.backups()
  return policies.filter(
    ({ slug, covers }) =>
      (wanted.policy === undefined || slug === wanted.policy) &&
      (wanted.covers === undefined || covers === wanted.covers),
  )
}

function toSeen({ reader }: CheckInput, policies: readonly PolicyDetail[]) {
  return {
    source: 'backups',
    link: toStageLink(reader.subject, '/backups'),
    observedAt: policies.flatMap(({ observedAt }) => observedAt ?? []).toSorted()[0] ?? null,
  }
}

const toWanted = ({ parameters: wanted }: CheckInput) => ({
  policy: wanted.policy ?? wanted.covers ?? null,
})
