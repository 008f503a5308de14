import { z } from 'zod'
import { hostingFailures } from './failure.ts'
import { factNames } from './port.ts'
import { componentStates } from './vocabulary.ts'

const moment = z.iso.datetime()
const maybe = z.string().nullable()

const component = z.object({
  component: z.string(),
  state: z.enum(componentStates).catch('unknown'),
  version: maybe,
  commitSha: maybe,
  releaseId: maybe,
  since: moment.nullable(),
  instances: z
    .object({
      desired: z.int().nullable(),
      running: z.int().nullable(),
      autoscaling: z.boolean().nullable(),
    })
    .nullable(),
  detail: maybe,
})

const note = z.object({
  name: z.enum([
    'disk_free_percent',
    'proxy_answers',
    'restarts',
    'release_on_disk',
    'automatic_deploys_off',
  ]),
  subject: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
})

const pin = z.object({ releaseId: maybe, since: moment.nullable() })

/** Stored value of a `release` reading. */
export const releaseReadingSchema = z.object({
  observedAt: moment,
  components: z.array(component),
  pin: pin.nullable(),
  notes: z.array(note),
})

/** Stored value of a `facts` reading. */
export const factsReadingSchema = z.array(
  z.object({
    name: z.enum(factNames),
    subject: z.string(),
    value: z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(
        z.object({ title: z.string(), count: z.number(), lastSeenAt: z.string(), url: maybe }),
      ),
    ]),
  }),
)

/** Stored value of a `log-retention` reading: days, null for ever. */
export const logRetentionReadingSchema = z.object({ days: z.int().nullable() })

/** Stored value of an `access` reading. */
export const accessReadingSchema = z.object({
  identity: maybe,
  checks: z.array(
    z.object({
      permission: z.string(),
      capability: z.string(),
      state: z.enum(['granted', 'denied', 'unknown']).catch('unknown'),
      detail: maybe,
    }),
  ),
  policy: z
    .object({ language: z.enum(['json', 'yaml', 'text']), text: z.string() })
    .nullable()
    .catch(null),
})

/** Stored value of a `rollback-targets` reading. */
export const rollbackTargetsReadingSchema = z.object({
  mechanism: z.string(),
  doesNotRevert: z.array(z.string()),
  components: z.array(z.string()),
  targets: z.array(
    z.object({
      releaseId: z.string(),
      version: maybe,
      commitSha: maybe,
      createdAt: moment.nullable(),
    }),
  ),
})

/** What the newest attempt to read left; null when it succeeded. */
export const readingFailureSchema = z.object({
  failure: z.enum(hostingFailures),
  message: z.string(),
  permission: maybe,
  identity: maybe,
  retryAfterSeconds: z.number().nullable(),
  since: moment,
})

const age = { observedAt: moment.nullable(), ttlSeconds: z.int() }

/** What the platform says of one component. */
export const platformComponentSchema = component.extend({ source: z.string(), ...age })

const platformSourceSchema = z.object({
  source: z.string(),
  kind: z.string(),
  /** The fact that fails; the one the age is of when none does. */
  fact: z.string(),
  failure: z.enum(hostingFailures).nullable(),
  failureMessage: maybe,
  permission: maybe,
  /** Since when it fails. */
  since: moment.nullable(),
  ...age,
})

/** What the board shows of the platform. */
export const platformSummarySchema = z.object({
  pinned: z.boolean(),
  /** Since when what runs there is not known any more; null while it is. Ages further by the two fields below. */
  unknownSince: moment.nullable(),
  ...age,
})

/** What `stage_state.platform` holds: what the platform says runs, and how well it could be asked. */
export const platformStateSchema = z.object({
  summary: platformSummarySchema,
  components: z.array(platformComponentSchema),
  /** Components that are deployed together and run different commits; empty when they do not. */
  skew: z.array(z.object({ component: z.string(), commitSha: z.string() })),
  pin: pin.extend({ source: z.string() }).nullable(),
  notes: z.array(note.extend({ source: z.string(), ...age })),
  sources: z.array(platformSourceSchema),
})

export type ReleaseReading = z.output<typeof releaseReadingSchema>
export type ReadingFailureRecord = z.output<typeof readingFailureSchema>
export type PlatformSummary = z.output<typeof platformSummarySchema>
export type PlatformState = z.output<typeof platformStateSchema>
export type PlatformComponent = z.output<typeof platformComponentSchema>
export type PlatformSource = z.output<typeof platformSourceSchema>
export type PlatformNote = PlatformState['notes'][number]
