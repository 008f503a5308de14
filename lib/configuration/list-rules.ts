import 'server-only'
import { z } from 'zod'
import { getDb } from '#lib/core/db.ts'
import type { SettingRules } from './evaluate-settings.ts'

/** A stage with the rules its catalog file has for it. */
export interface RuledStage {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly rules: SettingRules
  /** Slug of the stage that two of the rules compare with; null without one. */
  readonly compareWith: string | null
  readonly regionRule: string | null
}

const storedExpectations = z
  .object({
    settings: z.array(z.string()).default([]),
    region: z.string().nullable().default(null),
  })
  .catch({ settings: [], region: null })

const storedConfiguration = z
  .object({
    compareWith: z.string().nullable().default(null),
    mustDiffer: z.array(z.string()).default([]),
    shouldMatch: z.array(z.string()).default([]),
  })
  .catch({ compareWith: null, mustDiffer: [], shouldMatch: [] })

/** The stages of a system, in the order of promotion. */
export async function listRuledStages(systemId: string): Promise<readonly RuledStage[]> {
  const rows = await getDb().stage.findMany({
    where: { systemId, removedAt: null },
    orderBy: { position: 'asc' },
    select: { id: true, slug: true, name: true, expectations: true, configuration: true },
  })
  return rows.map(({ expectations, configuration, ...stage }) => {
    const { settings, region } = storedExpectations.parse(expectations)
    const { compareWith, mustDiffer, shouldMatch } = storedConfiguration.parse(configuration)
    const rules = { mustExist: settings, mustDiffer, shouldMatch }
    return { ...stage, rules, compareWith, regionRule: region }
  })
}
