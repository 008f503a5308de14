import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { requestJson } from '#components/api/request-json.ts'
import type {
  CreatedLogToken,
  ErrorSignatures,
  FoundJob,
  LogContext,
  LogHistogram,
  LogTokenDto,
} from '#lib/logs/types.ts'
import type { TimeRange } from './time-expression.ts'
import type { LogState } from './use-log-state.ts'

export interface StageKey {
  readonly system: string
  readonly stage: string
}

export const logsPath = ({ system, stage }: StageKey): string =>
  `/api/v1/systems/${encodeURIComponent(system)}/stages/${encodeURIComponent(stage)}/logs`

export type LogQuestion = Pick<
  LogState,
  'q' | 'not' | 'regex' | 'case' | 'mark' | 'level' | 'component'
>

/** The filter as the API takes it. Text that is only marked is no filter. */
export function toFilterParams(question: LogQuestion): URLSearchParams {
  const params = new URLSearchParams()
  if (question.q && !question.mark) {
    params.set('q', question.q)
    if (question.regex) params.set('regex', 'true')
    if (question.case) params.set('case', 'true')
  }
  if (question.not) params.set('not', question.not)
  if (question.level?.length) params.set('level', question.level.join(','))
  if (question.component?.length) params.set('component', question.component.join(','))
  return params
}

export function toWindowParams({ fromMs, toMs }: TimeRange): Record<'from' | 'to', string> {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() }
}

const pageLines = 1_000

/** The newest lines of a range; with `&cursor=` behind it those before. */
export function toPageUrl(key: StageKey, question: LogQuestion, range: TimeRange): string {
  const params = toFilterParams(question)
  for (const [name, value] of Object.entries(toWindowParams(range))) params.set(name, value)
  params.set('limit', String(pageLines))
  return `${logsPath(key)}/search?${params}`
}

export function histogramQuery(key: StageKey, question: LogQuestion, range: TimeRange) {
  const params = toFilterParams(question)
  for (const [name, value] of Object.entries(toWindowParams(range))) params.set(name, value)
  return queryOptions({
    queryKey: ['log-histogram', key.system, key.stage, params.toString()] as const,
    queryFn: ({ signal }) =>
      requestJson<LogHistogram>(`${logsPath(key)}/histogram?${params}`, { signal }),
    placeholderData: keepPreviousData,
  })
}

export const contextQuery = (key: StageKey, line: { readonly at: string; readonly id: string }) =>
  queryOptions({
    queryKey: ['log-context', key.system, key.stage, line.id] as const,
    queryFn: ({ signal }) =>
      requestJson<LogContext>(
        `${logsPath(key)}/context?${new URLSearchParams({ line: line.id, at: line.at })}`,
        { signal },
      ),
    staleTime: 60_000,
  })

export const jobQuery = (key: StageKey, job: string) =>
  queryOptions({
    queryKey: ['log-job', key.system, key.stage, job] as const,
    queryFn: ({ signal }) =>
      requestJson<FoundJob>(`${logsPath(key)}/jobs/${encodeURIComponent(job)}`, { signal }),
  })

export const signaturesQuery = (key: StageKey) =>
  queryOptions({
    queryKey: ['log-signatures', key.system, key.stage] as const,
    queryFn: ({ signal }) =>
      requestJson<ErrorSignatures>(`${logsPath(key)}/signatures`, { signal }),
    staleTime: 30_000,
  })

export const logTokensQuery = (key: StageKey) =>
  queryOptions({
    queryKey: ['log-tokens', key.system, key.stage] as const,
    queryFn: ({ signal }) =>
      requestJson<{ readonly items: readonly LogTokenDto[] }>(`${logsPath(key)}/tokens`, {
        signal,
      }),
  })

export const createLogToken = (key: StageKey, name: string) =>
  requestJson<CreatedLogToken>(`${logsPath(key)}/tokens`, { method: 'POST', body: { name } })

export const revokeLogToken = (key: StageKey, id: string) =>
  requestJson<LogTokenDto>(`${logsPath(key)}/tokens/${id}`, { method: 'DELETE' })
