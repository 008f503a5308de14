import 'server-only'
import { getSystemSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { evaluateSettings } from './evaluate-settings.ts'
import { labelEqual } from './label-equal.ts'
import { listRuledStages } from './list-rules.ts'
import { readStageSettings } from './read-stage-settings.ts'
import type { ConfigurationMatrix } from './schemas.ts'

/** Every setting of a system by stage: where it is, where it lacks, and which stages share a value. */
export async function getConfigurationMatrix(
  ctx: Context,
  path: { readonly system: string },
): Promise<ConfigurationMatrix> {
  const subject = await getSystemSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const stages = await listRuledStages(subject.systemId)
  const stored = await readStageSettings(
    stages.map(({ id }) => id),
    ctx.now(),
  )
  const columns = stages.map(({ id, rules, compareWith }) => {
    const other = stages.find(({ slug }) => slug === compareWith)
    const own = stored(id)
    const evaluated = evaluateSettings(own, rules, other ? stored(other.id) : null)
    const isProvable = own.hasSources && own.isComplete
    return { isProvable, byName: new Map(evaluated.map((setting) => [setting.name, setting])) }
  })
  const names = [...new Set(columns.flatMap(({ byName }) => [...byName.keys()]))].toSorted()
  return {
    stages: stages.map(({ slug, name }) => ({ slug, name })),
    sources: stages.flatMap(({ id, slug }) =>
      stored(id).sources.map((source) => ({ ...source, stage: slug })),
    ),
    rows: names.map((name) => {
      const settings = columns.map(({ byName }) => byName.get(name))
      const labels = labelEqual(settings.map((setting) => setting?.known ?? []))
      return {
        name,
        cells: columns.map(({ isProvable }, index) => ({
          presence: settings[index]?.presence ?? (isProvable ? 'absent' : 'unknown'),
          sameAs: labels[index] ?? null,
          findings: settings[index]?.findings ?? [],
        })),
      }
    }),
  }
}
