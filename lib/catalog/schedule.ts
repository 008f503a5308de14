import { Cron } from 'croner'

export type ScheduleFault =
  | { readonly code: 'cron' | 'cron_never' }
  | { readonly code: 'cron_seconds'; readonly params: { readonly count: number } }

/** What keeps a cron schedule from ever being due; null when it is sound. */
export function findScheduleFault(schedule: string): ScheduleFault | null {
  const count = schedule.trim().split(/\s+/).length
  if (count > 5) return { code: 'cron_seconds', params: { count } }
  if (count < 5) return { code: 'cron' }
  try {
    const next = new Cron(schedule, { mode: '5-part', paused: true, timezone: 'UTC' }).nextRun()
    return next === null ? { code: 'cron_never' } : null
  } catch {
    return { code: 'cron' }
  }
}

/** True for names of the IANA time zone database, not for offsets such as `+01:00`. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export function listTimeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')]
}
