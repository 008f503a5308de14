import { randomUUID } from 'node:crypto'
import { type AwsCall, AwsFailure } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import { requireGroup } from './filter-log-events.ts'
import { invalid } from './filter-pattern.ts'
import type { StoredEvent } from './log-store.ts'

interface Query {
  readonly results: readonly StoredEvent[]
  polls: number
  status: 'Running' | 'Complete' | 'Cancelled'
}

/** Seconds beyond this are milliseconds by mistake. */
const latestSecond = 10_000_000_000

/**
 * `fields`, `filter @message like /(?i)…/`, `sort @timestamp desc` and `limit` of
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function createInsights(world: AwsWorld) {
  const queries = new Map<string, Query>()
  return {
    start(call: AwsCall) {
      const queryId = randomUUID()
      queries.set(queryId, { results: find(world, call), polls: 0, status: 'Running' })
      return { queryId }
    },
    read({ input }: AwsCall) {
      const query = requireQuery(queries, input.queryId)
      query.polls += 1
      if (
        query.status === 'Running' &&
        query.polls > world.content.logs.script.pollsUntilComplete
      ) {
        query.status = 'Complete'
      }
      const results = query.status === 'Complete' ? query.results : []
      return { status: query.status, results: results.map(toRow), statistics: {} }
    },
    stop({ input }: AwsCall) {
      const query = requireQuery(queries, input.queryId)
      if (query.status === 'Complete') throw invalid('The query is not running.')
      query.status = 'Cancelled'
      return { success: true }
    },
  }
}

function find(world: AwsWorld, call: AwsCall): readonly StoredEvent[] {
  const { startTime, endTime, queryString } = call.input
  const group = requireGroup(world, call)
  const from = Number(startTime)
  const to = Number(endTime)
  if (!(from <= to) || to > latestSecond) throw invalid('The time range is not in seconds.')
  const text = String(queryString)
  const limit = Number(/\|\s*limit (\d+)$/.exec(text)?.[1] ?? 10_000)
  if (limit > 10_000) throw new AwsFailure('MalformedQueryException', 'The limit is too large.')
  const terms = [...text.matchAll(/@message like \/\(\?i\)([\w:=@#;,-]+)\//g)].map(
    ([, term = '']) => term,
  )
  return group.events
    .filter(
      ({ at, message }) => at >= from * 1_000 && at < (to + 1) * 1_000 && hasAll(message, terms),
    )
    .toReversed()
    .slice(0, limit)
}

function hasAll(message: string, terms: readonly string[]): boolean {
  return terms.every((term) => message.toLowerCase().includes(term.toLowerCase()))
}

function requireQuery(queries: ReadonlyMap<string, Query>, id: unknown): Query {
  const query = queries.get(String(id))
  if (query) return query
  throw new AwsFailure('ResourceNotFoundException', 'There is no such query.')
}

function toRow({ at, stream, message, id }: StoredEvent) {
  return [
    { field: '@timestamp', value: new Date(at).toISOString().replace('T', ' ').slice(0, 23) },
    { field: '@logStream', value: stream },
    { field: '@message', value: message },
    { field: '@ptr', value: id },
  ]
}
