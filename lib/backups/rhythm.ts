import { Cron } from 'croner'

/** When backups are expected: every so often, or by a cron schedule in a time zone. */
export type BackupRhythm =
  | { readonly kind: 'period'; readonly everySeconds: number }
  | { readonly kind: 'cron'; readonly schedule: string; readonly timeZone: string }

/** When the next backup is due after that moment; null for a schedule without a next time. */
export function findNextDue(rhythm: BackupRhythm, after: Date): Date | null {
  if (rhythm.kind === 'period') return new Date(after.getTime() + rhythm.everySeconds * 1_000)
  const cron = new Cron(rhythm.schedule, {
    mode: '5-part',
    paused: true,
    timezone: rhythm.timeZone,
  })
  return cron.nextRun(after)
}
