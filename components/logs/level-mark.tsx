import { clsx } from 'clsx'
import type { LogLevel } from '#lib/logs/words.ts'

const short: Readonly<Record<LogLevel, string>> = {
  fatal: 'FTL',
  error: 'ERR',
  warn: 'WRN',
  info: 'INF',
  debug: 'DBG',
  trace: 'TRC',
}
const tones: Readonly<Record<LogLevel, string>> = {
  fatal: 'text-bad font-bold underline',
  error: 'text-bad font-semibold',
  warn: 'text-warn font-semibold',
  info: 'text-info',
  debug: 'text-muted',
  trace: 'text-muted italic',
}

/** A level in three letters and a colour. */
export function LevelMark({ level }: { readonly level: LogLevel | null }) {
  return (
    <span className={clsx('w-7 shrink-0 select-none', level ? tones[level] : 'text-muted')}>
      {level ? short[level] : '·'}
    </span>
  )
}
