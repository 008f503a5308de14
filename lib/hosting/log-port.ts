/** Lines of one source. Text comes as the source gave it; making it inert and masking secrets is the reader's part. */
export interface LogSource {
  /** Whether `LogQuery.text` is searched by the source itself; else lines are filtered after reading. */
  readonly searchesText: boolean
  /** Components whose lines it can tell apart; null when it cannot. */
  readonly components: readonly string[] | null
  /** Newest lines first within the window, until `limit` or the window's start; notices wherever they arise. */
  read(query: LogQuery, signal: AbortSignal): AsyncIterable<LogItem>
  /** Lines from now on, until the signal; absent when the source can only be asked again and again. */
  follow?(query: Pick<LogQuery, 'text' | 'components'>, signal: AbortSignal): AsyncIterable<LogItem>
  /** How long the source keeps lines: days, null for ever; absent when it does not say. */
  readRetentionDays?(signal: AbortSignal): Promise<number | null>
}

export interface LogQuery {
  readonly from: Date
  readonly to: Date
  /** Plain text to be found; null for all lines. */
  readonly text: string | null
  /** Slugs; null for all. */
  readonly components: readonly string[] | null
  /** Lines at most. */
  readonly limit: number
}

export type LogItem =
  | { readonly kind: 'line'; readonly line: LogLine }
  | { readonly kind: 'notice'; readonly notice: LogNotice }

export interface LogLine {
  /** Stable within its source: the same line read again has the same id. */
  readonly id: string
  readonly at: Date
  /** Slug; null when the source cannot tell. */
  readonly component: string | null
  /** Process, instance or stream it came from; null when there is one. */
  readonly instance: string | null
  readonly text: string
  /** As the source states it, e.g. a journal priority; null when it has to be read from the text. */
  readonly level: string | null
}

/**
 * `sampled` lines were left out by the source, `throttled` it answers later, `truncated` the limit ended the reading at
 * `at`, `expired` the source no longer keeps lines before `at`, `gap` lines may be missing around `at`,
 * `searching` nothing yet, and it has looked back to `at`.
 */
export const logNotices = [
  'sampled',
  'throttled',
  'truncated',
  'expired',
  'gap',
  'searching',
] as const

/** Something to know about how the lines were read. */
export interface LogNotice {
  readonly kind: (typeof logNotices)[number]
  readonly at: Date | null
  readonly detail: string | null
}
