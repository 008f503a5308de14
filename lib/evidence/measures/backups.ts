import { getStageBackups, type PolicyDetail } from '#lib/backups/index.ts'
import { type Measure, type MeasureInput, toStageLink, unknown } from '../measure.ts'

const common = { unit: 's', parameters: ['policy'], defaultWindowSeconds: null } as const

/** Age of the newest complete backup; the oldest of all policies, or of the one named by `policy`. */
export const backupAge: Measure = {
  ...common,
  name: 'backup-age',
  async read(input) {
    const policies = await listPolicies(input)
    if (policies.length === 0) return unknown('no_backup_policy')
    const unjudged = policies.find(({ state }) => state === 'unknown')
    if (unjudged) return unknown('backups_not_judged', { policy: unjudged.slug })
    const without = policies.find(({ newestAt }) => newestAt === null)
    if (without) return unknown('no_backup', { policy: without.slug })
    const now = input.ctx.now().getTime()
    const oldest = Math.min(...policies.map(({ newestAt }) => Date.parse(newestAt ?? '')))
    const judged = Math.min(...policies.map(({ observedAt }) => Date.parse(observedAt ?? '')))
    return {
      known: true,
      value: (now - oldest) / 1_000,
      observedAt: new Date(Number.isNaN(judged) ? now : judged),
      source: 'backups',
      link: toStageLink(input.subject, '/backups'),
      params: { policies: policies.length },
    }
  },
}

/** How long the newest restore that succeeded took; the longest of all policies that were ever restored. */
export const restoreDuration: Measure = {
  ...common,
  name: 'restore-duration',
  async read(input) {
    const policies = await listPolicies(input)
    if (policies.length === 0) return unknown('no_backup_policy')
    const restored = policies.flatMap(({ restoreTests }) => {
      const newest = restoreTests.find(
        ({ verdict, measuredRtoSeconds }) => verdict === 'ok' && measuredRtoSeconds !== null,
      )
      return newest?.finishedAt && newest.measuredRtoSeconds !== null
        ? [{ seconds: newest.measuredRtoSeconds, at: newest.finishedAt }]
        : []
    })
    if (restored.length === 0) return unknown('never_restored')
    return {
      known: true,
      value: Math.max(...restored.map(({ seconds }) => seconds)),
      observedAt: new Date(restored.map(({ at }) => at).toSorted()[0] ?? 0),
      source: 'backups',
      link: toStageLink(input.subject, '/backups'),
      params: { restored: restored.length, policies: policies.length },
    }
  },
}

async function listPolicies({
  ctx,
  subject,
  parameters,
}: MeasureInput): Promise<readonly PolicyDetail[]> {
  const path = { system: subject.systemSlug, stage: subject.stageSlug }
  const { policies } = await getStageBackups(ctx, path)
  return policies.filter(({ slug }) => !parameters.policy || slug === parameters.policy)
}
