import { toShortName } from '../repositories/references.ts'
import type { RunRecord } from '../store/records.ts'

type RunFilter = (run: RunRecord) => boolean

/** https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository */
export function toRunFilter(query: URLSearchParams): RunFilter {
  const filters: RunFilter[] = [
    ...withValue(
      query,
      'actor',
      (actor) => (run) => run.actor.toLowerCase() === actor.toLowerCase(),
    ),
    ...withValue(query, 'branch', (branch) => (run) => toShortName(run.ref) === branch),
    ...withValue(query, 'event', (event) => (run) => run.event === event),
    ...withValue(query, 'head_sha', (sha) => (run) => run.headSha === sha),
    // One parameter asks for a status or for a conclusion.
    ...withValue(
      query,
      'status',
      (status) => (run) => run.status === status || run.conclusion === status,
    ),
    ...withValue(query, 'created', (range) => {
      const isWithin = toRange(range)
      return (run) => isWithin(run.createdAt)
    }),
  ]
  return (run) => filters.every((matches) => matches(run))
}

function withValue(
  query: URLSearchParams,
  name: string,
  toFilter: (value: string) => RunFilter,
): RunFilter[] {
  const value = query.get(name)
  return value ? [toFilter(value)] : []
}

/** `>=2026-01-01`, `2026-01-01..2026-02-01`, `*..2026-02-01` or one day. */
function toRange(range: string): (at: string) => boolean {
  const [, sign, bound] = /^(>=|<=|>|<)(.+)$/.exec(range) ?? []
  if (sign && bound) return (at) => compare(toTime(at) - toTime(bound), sign)
  const [from = '', to = ''] = range.includes('..')
    ? range.split('..')
    : [range, `${range.slice(0, 10)}T23:59:59Z`]
  return (at) =>
    (from === '*' || toTime(at) >= toTime(from)) && (to === '*' || toTime(at) <= toTime(to))
}

function compare(difference: number, sign: string) {
  if (sign === '>') return difference > 0
  if (sign === '<') return difference < 0
  return sign === '>=' ? difference >= 0 : difference <= 0
}

/** Whole seconds, as records hold them: a bound with milliseconds must not lose the run of its own second. */
function toTime(text: string) {
  return Math.floor(new Date(text).getTime() / 1_000)
}
