import { z } from 'zod'
import { missingPieceSchema, problemSchema } from './stored-schemas.ts'
import { CATALOG_FORMATS, COMPONENT_KINDS, SOURCE_FAILURES, STAGE_RISKS } from './words.ts'

// What the API answers about systems. Times are ISO 8601 in UTC.

const moment = z.iso.datetime().nullable()

export const SystemParams = z.strictObject({ system: z.string().max(63) })
export const StageParams = z.strictObject({ system: z.string().max(63), stage: z.string().max(63) })

export const RefreshCatalogInput = z.strictObject({
  /** Only the source this system is described in; all sources without it. */
  system: z.string().max(63).optional(),
})

export const refreshCatalogResult = z.object({ state: z.literal('requested') })

const linkSchema = z.object({ title: z.string(), url: z.string() })

const repositorySchema = z.object({
  fullName: z.string(),
  url: z.string(),
  /** `ok`, `archived`, `suspended`, `inaccessible`; null until GitHub was asked. */
  state: z.string().nullable(),
  note: z.string().nullable(),
})

export const componentSchema = z.object({
  slug: z.string(),
  name: z.string(),
  kind: z.enum(COMPONENT_KINDS),
})

export const stageSchema = z.object({
  slug: z.string(),
  name: z.string(),
  order: z.int(),
  risk: z.enum(STAGE_RISKS),
  url: z.string().nullable(),
  region: z.string().nullable(),
  hosting: z.string().nullable(),
  /** File and branch of the deploy workflow; null when the stage is watched only. */
  workflow: z.object({ file: z.string(), ref: z.string() }).nullable(),
  loadTimeMs: z.number().nullable(),
})

export const sourceSchema = z.object({
  kind: z.string(),
  location: z.string(),
  readAt: moment,
  /** When it was last read without any problem. */
  succeededAt: moment,
  commitSha: z.string().nullable(),
  /** Page of that commit; null for folders. */
  commitUrl: z.string().nullable(),
  /** Why it could not be read at all. */
  failure: z.enum(SOURCE_FAILURES).nullable(),
  problems: z.array(problemSchema),
})

const systemFields = {
  slug: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  team: z.object({ slug: z.string(), name: z.string() }),
  format: z.enum(CATALOG_FORMATS),
  repository: repositorySchema.nullable(),
  missing: z.array(missingPieceSchema),
}

export const systemSummarySchema = z.object({
  ...systemFields,
  stages: z.array(stageSchema.pick({ slug: true, name: true, order: true, risk: true, url: true })),
  /** Of the file the system is described in; the details are with the system. */
  problemCount: z.int(),
})

export const systemSchema = z.object({
  ...systemFields,
  links: z.array(linkSchema),
  components: z.array(componentSchema),
  stages: z.array(stageSchema),
  /** Where the description was read from, with the problems of its own file. */
  source: sourceSchema.extend({ file: z.string() }),
  /** A `leitstand.yaml` to start from, for systems known by other means. */
  starterYaml: z.string().nullable(),
  /** What the reader may do here. */
  may: z.object({ refresh: z.boolean() }),
})

export const catalogSourceSchema = sourceSchema.extend({
  /** Slugs of the systems it describes. */
  systems: z.array(z.string()),
})

export type SystemSummary = z.infer<typeof systemSummarySchema>
export type System = z.infer<typeof systemSchema>
export type SystemStage = z.infer<typeof stageSchema>
export type SystemComponent = z.infer<typeof componentSchema>
export type SystemSource = System['source']
export type CatalogProblem = z.infer<typeof problemSchema>
export type CatalogSource = z.infer<typeof catalogSourceSchema>
