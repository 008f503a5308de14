import { redactSecrets } from '#lib/core/redact.ts'
import type { LogLine } from '#lib/hosting/log-port.ts'
import type { LogEntry } from '../types.ts'
import { toLevel } from '../words.ts'
import { findJobs } from './find-jobs.ts'
import { readLevel } from './read-level.ts'
import { parseColours } from './spans.ts'
import { summarizeJson } from './summarize-json.ts'

/** Longer lines are cut, and say by how much. */
export const lineLimit = 16_384
/** Read beyond the cut so that a secret lying across it is still recognised. */
const lookAhead = 4_096

export interface LineOrigin {
  /** Slug of the source. */
  readonly source: string
  /** Slugs of the system's components: names in the text count only when they are among them. */
  readonly components: ReadonlySet<string>
}

/** A line as the source gave it, safe to store and to show, with what can be read from its text. */
export function toLine(line: LogLine, { source, components }: LineOrigin): LogEntry {
  const { text, spans } = toSafeText(line.text)
  const json = summarizeJson(text)
  const prefix = readPrefix(text, components)
  const named = json?.service?.toLowerCase()
  return {
    id: `${source}:${line.id}`,
    at: line.at.toISOString(),
    source,
    component: line.component ?? (named && components.has(named) ? named : prefix),
    instance: line.instance === null ? null : toSafeText(line.instance).text.slice(0, 200),
    level: json?.level ?? toLevel(line.level) ?? readLevel(json ? json.prefix : text),
    text,
    spans,
    summary: json?.summary ?? null,
    jobs: findJobs(text),
  }
}

/** Text from outside without control characters, invisible characters, secrets and excess; colours become spans. */
export function toSafeText(raw: string): Pick<LogEntry, 'text' | 'spans'> {
  const excess = raw.length - lineLimit
  const { text, spans } = parseColours(raw.slice(0, lineLimit + lookAhead))
  const safe = redactSecrets(text)
  const mark = excess > 0 ? ` … [+${excess}]` : ''
  const cut =
    safe.length > lineLimit ? safe.slice(0, lineLimit).replace(/[\ud800-\udbff]$/, '') : safe
  // Masking moves what follows, so colours would lie on other words.
  const kept = safe === text ? spans.filter(({ end }) => end <= cut.length) : []
  return { text: `${cut.trimEnd()}${mark}`, spans: kept }
}

/** A prefix may stand behind a time of its own. */
const bracketed =
  /^\s{0,4}(?:\d{4}-\d{2}-\d{2}[T ][\d:.,]{5,18}(?:Z|[+-]\d{2}:?\d{2})?\s)?\[([A-Za-z][A-Za-z0-9_-]{0,62})\]/

function readPrefix(text: string, components: ReadonlySet<string>): string | null {
  const slug = bracketed.exec(text)?.[1]?.toLowerCase()
  return slug && components.has(slug) ? slug : null
}
