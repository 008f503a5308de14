import type { ProbeHealth } from '#lib/health/types.ts'
import { toStageLink } from '../measure.ts'
import { type Check, type CheckInput, type CheckResult, no, unknown, yes } from './check.ts'

const dayMs = 86_400_000
const defaultCertificateDays = 14

/** What a probe says when no connection came about; everything else was an answer. */
const unreachable: ReadonlySet<string> = new Set([
  'name_not_found',
  'could_not_connect',
  'timed_out',
  'connection_lost',
])

/** Whether something answers on port 443 of the stage's host, or of the one named. */
export const port443: Check = {
  name: 'port-443',
  parameters: ['host'],
  async read(input) {
    const host = toHost(input)
    const probes = (await listProbes(input)).filter(({ target }) => isOnPort443(target, host))
    const newest = probes.toSorted(byNewest)[0]
    if (!newest) return unknown('no_probe', { host })
    if (newest.health === 'unknown' || newest.health === 'paused') return notLately(input, newest)
    const seen = toSeen(input, newest)
    return newest.cause && unreachable.has(newest.cause.reason)
      ? no('unreachable', seen, { host, probe: newest.slug, cause: newest.cause.reason })
      : yes({ ...seen, value: host })
  },
}

/** Whether the certificate that probes saw lasts long enough. */
export const certificate: Check = {
  name: 'certificate',
  parameters: ['host', 'days'],
  async read(input) {
    const { host } = input.parameters
    const seen = (await listProbes(input)).filter(
      ({ certificateExpiresAt, target }) =>
        certificateExpiresAt !== null && (host === undefined || hostOf(target) === host),
    )
    const [first] = seen.toSorted((a, b) => ends(a) - ends(b))
    if (!first) return unknown('no_certificate', { host: host ?? null })
    if (first.health === 'unknown' || first.health === 'paused') return notLately(input, first)
    const days = Number(input.parameters.days ?? defaultCertificateDays)
    const endsAt = new Date(ends(first)).toISOString()
    const value = endsAt.slice(0, 10)
    return ends(first) - input.reader.now.getTime() > days * dayMs
      ? yes({ ...toSeen(input, first), value })
      : no(
          'certificate_ends',
          { ...toSeen(input, first), value },
          { probe: first.slug, at: endsAt },
        )
  },
}

/** Whether the stage answers well from outside: the probe named, those of a path, or every probe over HTTP. */
export const healthOutside: Check = {
  name: 'health-outside',
  parameters: ['probe', 'path'],
  read: (input) => judge(input, ({ kind }) => kind === 'http'),
}

/** Whether the start page answers. */
export const frontendStartPage: Check = {
  name: 'frontend-start-page',
  parameters: ['probe'],
  read: (input) => judge(input, ({ target }) => pathOf(target) === '/'),
}

/** Whether a probe with its own name answers well, e.g. one that asks from inside. */
export async function judgeNamedProbe(input: CheckInput): Promise<CheckResult> {
  return judge(input, () => false)
}

async function judge(
  input: CheckInput,
  isMeant: (probe: ProbeHealth) => boolean,
): Promise<CheckResult> {
  const { probe: name, path } = input.parameters
  const meant = (await listProbes(input)).filter((probe) => {
    if (name !== undefined) return probe.slug === name
    return path === undefined ? isMeant(probe) : pathOf(probe.target) === path
  })
  const [first] = meant
  if (!first) return unknown('no_probe', { probe: name ?? path ?? null })
  const bad = meant.find(({ health }) => health === 'down' || health === 'degraded')
  if (bad) {
    const cause = bad.cause?.reason ?? null
    return no('unhealthy', toSeen(input, bad), { probe: bad.slug, health: bad.health, cause })
  }
  const silent = meant.find(({ health }) => health !== 'healthy')
  if (silent) return notLately(input, silent)
  const oldest = meant.toSorted(byNewest).at(-1) ?? first
  return yes({ ...toSeen(input, oldest), value: meant.map(({ slug }) => slug).join(', ') })
}

async function listProbes({ reader }: CheckInput): Promise<readonly ProbeHealth[]> {
  return (await reader.health()).probes
}

function notLately(input: CheckInput, probe: ProbeHealth): CheckResult {
  const params = { probe: probe.slug, at: probe.observedAt }
  return unknown('not_measured_lately', params, toSeen(input, probe))
}

function toSeen({ reader }: CheckInput, { observedAt }: ProbeHealth) {
  return { source: 'probes', link: toStageLink(reader.subject, '/health'), observedAt }
}

function toHost({ parameters, reader }: CheckInput): string {
  return parameters.host ?? hostOf(reader.subject.url ?? '') ?? ''
}

function isOnPort443(target: string, host: string): boolean {
  const url = URL.parse(target)
  if (url?.protocol === 'https:') return url.hostname === host && (url.port || '443') === '443'
  return target === `${host}:443`
}

const hostOf = (target: string): string | null => URL.parse(target)?.hostname || null
const pathOf = (target: string): string | null => URL.parse(target)?.pathname ?? null
const ends = ({ certificateExpiresAt }: ProbeHealth) => Date.parse(certificateExpiresAt ?? '')

function byNewest(a: ProbeHealth, b: ProbeHealth): number {
  return (b.observedAt ?? '').localeCompare(a.observedAt ?? '')
}
