import 'server-only'
import { getSystemSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { readNewestTests, readPolicies, toVisibleWhere } from './read-policies.ts'
import type { ListBackupsQuery } from './schemas.ts'
import { toPolicySummary } from './to-policy-summary.ts'
import type { BackupList, PolicySummary } from './types.ts'
import { backupStates, restoreStates } from './words.ts'

/** Every backup policy of the systems the actor may see, worst first. */
export async function listBackups(ctx: Context, query: ListBackupsQuery): Promise<BackupList> {
  // A system that is asked for by name must exist for the actor; everything else only narrows.
  if (query.system) await getSystemSubject(ctx, { system: query.system })
  const rows = await readPolicies(toVisibleWhere(ctx))
  const { newest, okAt } = await readNewestTests(rows.map(({ id }) => id))
  const now = ctx.now()
  const all = rows.map((row) => {
    const tests = { newest: newest.get(row.id) ?? null, okAt: okAt.get(row.id) ?? null }
    return toPolicySummary(row, tests, now)
  })
  return {
    items: all.filter((policy) => isWanted(policy, query)).toSorted(byWorst),
    counts: Object.fromEntries(
      backupStates.map((state) => [state, all.filter((policy) => policy.state === state).length]),
    ) as BackupList['counts'], // Safe because every state is a key.
    systems: [...new Map(all.map(({ system }) => [system.slug, system])).values()],
  }
}

function isWanted(policy: PolicySummary, { system, state, restore }: ListBackupsQuery): boolean {
  if (system && policy.system.slug !== system) return false
  if (state?.length && !state.includes(policy.state)) return false
  const restored = policy.restore.state
  return !restore?.length || (restored !== null && restore.includes(restored))
}

const risks = ['production', 'staging', 'development']

/** By state; then what can be restored least surely, and production before the rest. */
function byWorst(a: PolicySummary, b: PolicySummary): number {
  return toRank(a) - toRank(b)
}

function toRank({ state, warnings, restore, stage }: PolicySummary): number {
  const restored =
    restore.state === null ? restoreStates.length : restoreStates.indexOf(restore.state)
  return (
    backupStates.indexOf(state) * 1_000 +
    (warnings.length > 0 ? 0 : 100) +
    restored * 10 +
    risks.indexOf(stage.risk)
  )
}
