import type { z } from 'zod'
import { HostingError } from '../failure.ts'
import type { PlatformAdapter } from '../port.ts'
import {
  accessReadingSchema,
  factsReadingSchema,
  logRetentionReadingSchema,
  releaseReadingSchema,
  rollbackTargetsReadingSchema,
} from '../schemas.ts'
import type { FactReader } from './fact-reader.ts'
import { projectPlatforms } from './project-platforms.ts'

const minute = 60
const hour = 60 * minute

const access: FactReader = {
  fact: 'access',
  intervalSeconds: 6 * hour,
  ttlSeconds: 24 * hour,
  calls: 8,
  isShared: true,
  plan: 'every-source',
  async read(adapter, _, signal) {
    const report = await adapter.checkAccess(signal)
    return toStored(accessReadingSchema, report, report.checks.length === 0, adapter)
  },
  project: projectPlatforms,
}

const release: FactReader = {
  fact: 'release',
  intervalSeconds: minute,
  ttlSeconds: 5 * minute,
  calls: 4,
  isShared: true,
  plan: 'releases',
  async read(adapter, _, signal) {
    const running = await requireMember(adapter, 'releases').readRunningRelease(signal)
    return toStored(releaseReadingSchema, running, running.components.length === 0, adapter)
  },
  project: projectPlatforms,
}

const rollbackTargets: FactReader = {
  fact: 'rollback-targets',
  intervalSeconds: 10 * minute,
  ttlSeconds: hour,
  calls: 3,
  isShared: true,
  plan: 'rollback',
  async read(adapter, _, signal) {
    const control = requireMember(adapter, 'rollback')
    const { mechanism, doesNotRevert, components } = control
    const value = {
      mechanism,
      doesNotRevert,
      components,
      targets: await control.listTargets(signal),
    }
    return toStored(rollbackTargetsReadingSchema, value, false, adapter)
  },
  project: projectPlatforms,
}

const facts: FactReader = {
  fact: 'facts',
  intervalSeconds: 15 * minute,
  ttlSeconds: hour,
  calls: 4,
  isShared: true,
  plan: 'facts',
  async read(adapter, _, signal) {
    const found = await requireMember(adapter, 'facts').readFacts(signal)
    return toStored(factsReadingSchema, found, found.length === 0, adapter)
  },
  project: projectPlatforms,
}

const logRetention: FactReader = {
  fact: 'log-retention',
  intervalSeconds: 6 * hour,
  ttlSeconds: 24 * hour,
  calls: 1,
  isShared: true,
  plan: 'log-retention',
  async read(adapter, _, signal) {
    const days = await requireMember(adapter, 'logs').readRetentionDays?.(signal)
    if (days === undefined) {
      throw new HostingError('unsupported', `${adapter.kind} does not say how long it keeps logs.`)
    }
    return toStored(logRetentionReadingSchema, { days }, false, adapter)
  },
  project: projectPlatforms,
}

/** What is asked of every platform; domains above bring further readers. */
export const platformReaders: readonly FactReader[] = [
  access,
  release,
  rollbackTargets,
  facts,
  logRetention,
]

function requireMember<M extends keyof PlatformAdapter>(
  adapter: PlatformAdapter,
  member: M,
): NonNullable<PlatformAdapter[M]> {
  const found = adapter[member]
  if (!found) throw new HostingError('unsupported', `${adapter.kind} has no ${member}.`)
  return found
}

/** As JSON holds it, refused unless it has the shape everybody reads later. */
function toStored(
  schema: z.ZodType,
  value: unknown,
  isEmpty: boolean,
  { kind }: PlatformAdapter,
): unknown {
  if (isEmpty) {
    throw new HostingError('empty_answer', `${kind} answered without saying anything about it.`)
  }
  const parsed = schema.safeParse(JSON.parse(JSON.stringify(value)))
  if (parsed.success) return parsed.data
  const place = parsed.error.issues[0]?.path.join('.') ?? ''
  throw new HostingError('invalid_answer', `${kind} answered in an unknown shape at "${place}".`)
}
