import { clsx } from 'clsx'
import type { LogEntry } from '#lib/logs/types.ts'
import type { LogColour } from '#lib/logs/words.ts'
import { type FindMatches, type Segment, toSegments } from './find-matches.ts'

const colours: Readonly<Record<LogColour, string>> = {
  red: 'text-bad',
  green: 'text-ok',
  yellow: 'text-warn',
  blue: 'text-info',
  magenta: 'text-bad',
  cyan: 'text-info',
  grey: 'text-muted',
}

interface LineTextProps {
  readonly entry: LogEntry
  readonly find: FindMatches | null
  /** Shows a JSON line as it is instead of in short. */
  readonly isRaw?: boolean
}

/** Text of a line with its colours and the matches of the search. */
export function LineText({ entry, find, isRaw = false }: LineTextProps) {
  const { text, spans, summary } = entry
  if (!summary || isRaw || (find && find(text).length > 0 && find(summary.message).length === 0)) {
    return <Segments segments={toSegments(text, spans, find?.(text) ?? [])} />
  }
  return (
    <>
      <Segments segments={toSegments(summary.message, [], find?.(summary.message) ?? [])} />
      {summary.fields.map(([name, value]) => (
        <span key={name} className="text-muted">
          {' '}
          {name}=<span className="text-ink">{value}</span>
        </span>
      ))}
    </>
  )
}

function Segments({ segments }: { readonly segments: readonly Segment[] }) {
  return segments.map(({ text, start, look, isMatch }) => {
    const className = look
      ? clsx(
          look.colour && colours[look.colour],
          look.bold && 'font-bold',
          look.dim && 'text-muted',
          look.italic && 'italic',
          look.underline && 'underline',
        )
      : undefined
    if (!isMatch) {
      return className ? (
        <span key={start} className={className}>
          {text}
        </span>
      ) : (
        text
      )
    }
    return (
      <mark key={start} className={clsx('rounded-xs bg-info/20 text-ink', className)}>
        {text}
      </mark>
    )
  })
}
