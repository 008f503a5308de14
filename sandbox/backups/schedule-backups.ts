import type { SampleBackups } from '../systems/sample-system.ts'
import { runBackups } from './run-backups.ts'

export interface BackupSchedule {
  /** Makes a backup now; joins the one that is being made. */
  run(): Promise<void>
  stop(): Promise<void>
}

/** Backs a stage up at its start and then whenever the clock shows a multiple of the interval, as cron would. */
export function scheduleBackups(folder: string, backups: SampleBackups): BackupSchedule {
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined

  const run = () => {
    running ??= runBackups(folder, backups).finally(() => {
      running = null
    })
    return running
  }
  const runQuietly = () =>
    run().catch((error: unknown) => console.error(`backup of ${folder}: ${String(error)}`))
  const plan = () => {
    const everyMs = backups.everyMinutes * 60_000
    timer = setTimeout(
      () => {
        void runQuietly()
        plan()
      },
      everyMs - (Date.now() % everyMs),
    )
    timer.unref()
  }

  void runQuietly()
  plan()
  return {
    run,
    async stop() {
      clearTimeout(timer)
      await running?.catch(() => undefined)
    },
  }
}
