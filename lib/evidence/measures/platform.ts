import { getStagePlatform } from '#lib/board/index.ts'
import { isWithin } from '#lib/configuration/index.ts'
import { getPool } from '#lib/core/db.ts'
import { isFresh } from '#lib/hosting/policy.ts'
import { type Measure, type Measured, type MeasureInput, toStageLink, unknown } from '../measure.ts'

const common = { defaultWindowSeconds: null } as const

/** How often the platform restarted the workers since each was last started on purpose, by its own counter. */
export const workerRestarts: Measure = {
  ...common,
  name: 'worker-restarts',
  unit: 'count',
  parameters: ['component'],
  async read(input) {
    const workers = await listWorkers(input)
    if (workers.length === 0) return unknown('no_worker')
    const { state } = await readPlatform(input)
    const told = state?.notes.filter(
      ({ name, subject }) => name === 'restarts' && workers.includes(subject),
    )
    if (!told || told.length === 0) return unknown('platform_tells_nothing')
    return toSum(
      input,
      told.map((note) => ({ ...note, amount: Number(note.value) })),
    )
  },
}

/** Running instances, as the platform counts them. */
export const instances: Measure = {
  ...common,
  name: 'instances',
  unit: 'count',
  parameters: ['component'],
  async read(input) {
    const { state } = await readPlatform(input)
    const wanted = input.parameters.component
    const told = (state?.components ?? []).filter(
      ({ component, instances: counted }) =>
        (wanted === undefined || component === wanted) && counted?.running != null,
    )
    if (told.length === 0) return unknown('platform_tells_nothing')
    return toSum(
      input,
      told.map((part) => ({ ...part, amount: part.instances?.running ?? 0 })),
    )
  },
}

/** Whether every part whose region the platform states is in the European Union. */
export const regionEu: Measure = {
  ...common,
  name: 'region-eu',
  unit: 'yes-no',
  parameters: [],
  async read(input) {
    const { facts } = await readPlatform(input)
    const regions = facts.filter(({ name }) => name === 'region')
    if (regions.length === 0) return unknown('region_unknown')
    const old = regions.find((fact) => !isFresh(fact, input.ctx.now().getTime()))
    if (old) return unknown('platform_silent', { source: old.source })
    const outside = regions.find(({ value }) => typeof value !== 'string' || !isWithin(value, 'eu'))
    const times = regions.map(({ observedAt }) => Date.parse(observedAt ?? ''))
    return {
      known: true,
      value: outside ? 0 : 1,
      observedAt: new Date(Math.min(...times)),
      source: 'platform',
      link: toStageLink(input.subject, '/configuration'),
      params: { region: String((outside ?? regions[0])?.value ?? ''), parts: regions.length },
    }
  },
}

const readPlatform = ({ ctx, subject }: MeasureInput) =>
  getStagePlatform(ctx, { system: subject.systemSlug, stage: subject.stageSlug })

interface Told {
  readonly amount: number
  readonly source: string
  readonly observedAt: string | null
  readonly ttlSeconds: number
}

/** The sum of statements that are all fresh; one that is not makes it unknown. */
function toSum({ ctx, subject }: MeasureInput, told: readonly Told[]): Measured {
  const old = told.find((each) => !isFresh(each, ctx.now().getTime()))
  if (old) return unknown('platform_silent', { source: old.source })
  const times = told.map(({ observedAt }) => Date.parse(observedAt ?? ''))
  return {
    known: true,
    value: told.reduce((sum, { amount }) => sum + amount, 0),
    observedAt: new Date(Math.min(...times)),
    source: 'platform',
    link: toStageLink(subject),
    params: { parts: told.length },
  }
}

async function listWorkers({ subject, parameters }: MeasureInput): Promise<string[]> {
  const { component } = parameters
  if (component) return [component]
  const { rows } = await getPool().query<{ slug: string }>(
    "SELECT slug FROM component WHERE system_id = $1::uuid AND kind = 'worker' AND removed_at IS NULL",
    [subject.systemId],
  )
  return rows.map(({ slug }) => slug)
}
