import { isWithin } from '#lib/configuration/index.ts'
import type { HostingFailure } from '#lib/hosting/failure.ts'
import { isFresh } from '#lib/hosting/policy.ts'
import type { PlatformNote } from '#lib/hosting/schemas.ts'
import { toStageLink } from '../measure.ts'
import { type Check, type CheckInput, type CheckResult, no, unknown, yes } from './check.ts'
import { judgeNamedProbe } from './probes.ts'

/** Failures that mean the way in is closed; others may pass, and the last answer holds until it is too old. */
const refusals: ReadonlySet<HostingFailure> = new Set([
  'denied',
  'not_configured',
  'not_found',
  'host_key_unknown',
  'host_key_changed',
])

/** Whether the portal gets in where the stage runs: its platform answered lately. */
export const platformAccess: Check = {
  name: 'platform-access',
  parameters: ['source'],
  async read(input) {
    const wanted = input.parameters.source ?? 'platform'
    const { state } = await input.reader.platform()
    const found = state?.sources.find(({ source }) => source === wanted)
    if (!found) return unknown('platform_silent', { source: wanted })
    const seen = toSeen(input, found.observedAt)
    if (found.failure && refusals.has(found.failure)) {
      const params = { source: wanted, failure: found.failure, since: found.since }
      return no('access_refused', seen, params)
    }
    if (!isFresh(found, input.reader.now.getTime())) {
      return unknown('platform_silent', { source: wanted }, seen)
    }
    return yes({ ...seen, value: found.kind })
  },
}

/** Whether the service answers on its own host: what the host says of its proxy, or a probe by its name. */
export const healthInside: Check = {
  name: 'health-inside',
  parameters: ['probe'],
  async read(input) {
    if (input.parameters.probe !== undefined) return judgeNamedProbe(input)
    const note = await findNote(input, ({ name }) => name === 'proxy_answers')
    if (!note) return unknown('platform_tells_nothing')
    return note.value === true
      ? yes(toSeen(input, note.observedAt))
      : no('proxy_silent', toSeen(input, note.observedAt), { component: note.subject })
  },
}

/** Whether the unit or service of a component runs; of every component the platform knows without one. */
export const serviceUnit: Check = {
  name: 'service-unit',
  parameters: ['component'],
  async read(input) {
    const wanted = input.parameters.component
    const { state } = await input.reader.platform()
    const told = (state?.components ?? []).filter(
      ({ component }) => wanted === undefined || component === wanted,
    )
    const [first] = told
    if (!first) return unknown('platform_tells_nothing', { component: wanted ?? null })
    const old = told.find((part) => !isFresh(part, input.reader.now.getTime()))
    if (old)
      return unknown('platform_silent', { source: old.source }, toSeen(input, old.observedAt))
    const bad = told.find(({ state: word }) => word !== 'running')
    if (bad?.state === 'unknown') {
      return unknown('platform_tells_nothing', { component: bad.component })
    }
    const seen = toSeen(input, first.observedAt)
    if (bad) return no('not_running', seen, { component: bad.component, state: bad.state })
    return yes({
      ...seen,
      value: told.map(({ releaseId, component }) => releaseId ?? component).join(', '),
    })
  },
}

/** Whether a folder exists on the host: the host tells of the file system it lies on. */
export const dataPath: Check = {
  name: 'data-path',
  parameters: ['path'],
  required: ['path'],
  async read(input) {
    const path = input.parameters.path ?? ''
    const { state } = await input.reader.platform()
    const disks = (state?.notes ?? []).filter(({ name }) => name === 'disk_free_percent')
    const [first] = disks
    if (!first) return unknown('platform_tells_nothing', { path })
    if (!isFresh(first, input.reader.now.getTime())) {
      return unknown('platform_silent', { source: first.source })
    }
    // The host names file systems by where they are mounted; only a mount of its own proves the folder.
    const mount = disks.find(({ subject }) => subject === path)
    if (!mount) return unknown('platform_tells_nothing', { path })
    return yes({ ...toSeen(input, mount.observedAt), value: `${mount.value} %` })
  },
}

/** Whether every part whose region the platform states is where the catalog, or `within`, wants it. */
export const region: Check = {
  name: 'region',
  parameters: ['within'],
  async read(input) {
    const { facts, regionRule } = await input.reader.configuration()
    const rule = input.parameters.within ?? regionRule
    if (rule === null) return unknown('no_rule')
    const regions = facts.filter(({ name, verdict }) => name === 'region' && verdict !== 'unknown')
    const [first] = regions
    if (!first) return unknown('platform_tells_nothing')
    const seen = toSettingsSeen(input, first.observedAt)
    const outside = regions.find(({ value }) => !isWithin(value, rule))
    return outside
      ? no('outside_region', seen, { part: outside.subject, region: String(outside.value), rule })
      : yes({ ...seen, value: [...new Set(regions.map(({ value }) => value))].join(', ') })
  },
}

/** Whether logs are kept for a bounded time, and no longer than `days`. */
export const logRetention: Check = {
  name: 'log-retention',
  parameters: ['days'],
  async read(input) {
    const { facts } = await input.reader.configuration()
    const kept = facts.filter(
      ({ name, verdict }) => name === 'log_retention_days' && verdict !== 'unknown',
    )
    const [first] = kept
    if (!first) return unknown('platform_tells_nothing')
    const seen = toSettingsSeen(input, first.observedAt)
    const forEver = kept.find(({ value }) => typeof value !== 'number')
    if (forEver) return no('kept_for_ever', seen, { part: forEver.subject })
    const longest = Math.max(...kept.map(({ value }) => Number(value)))
    const days = Number(input.parameters.days ?? Number.POSITIVE_INFINITY)
    return longest > days
      ? no('kept_too_long', seen, { days: longest, limit: days })
      : yes({ ...seen, value: `${longest} d` })
  },
}

async function findNote(
  { reader }: CheckInput,
  isMeant: (note: PlatformNote) => boolean,
): Promise<PlatformNote | null> {
  const { state } = await reader.platform()
  const note = state?.notes.find(isMeant)
  return note && isFresh(note, reader.now.getTime()) ? note : null
}

function toSeen({ reader }: CheckInput, observedAt: CheckResult['observedAt']) {
  return { source: 'platform', link: toStageLink(reader.subject), observedAt }
}

function toSettingsSeen({ reader }: CheckInput, observedAt: CheckResult['observedAt']) {
  return { source: 'platform', link: toStageLink(reader.subject, '/configuration'), observedAt }
}
