import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from '../files.ts'
import { runCommand } from '../host/run-command.ts'
import { sampleNodeFlags } from '../host/spawn-process.ts'
import type { SampleReportingJob } from '../systems/sample-system.ts'

const program = join(import.meta.dirname, 'export-and-report.ts')

/** A cron job that nobody can look at from outside: what is known of it is what it reports itself. */
export interface ReportingJob {
  start(): Promise<void>
  stop(): Promise<void>
  /** Where it reports from now on; it runs at once, so that a newcomer is not shown as missing. */
  setPingUrl(url: string | null): Promise<void>
}

export interface ReportingJobOptions {
  /** Folder of the stage. */
  readonly folder: string
  readonly job: SampleReportingJob
}

/** Runs whenever the clock shows a multiple of the interval. Without a ping URL it has nothing to do. */
export function startReportingJob({ folder, job }: ReportingJobOptions): ReportingJob {
  const urlFile = join(folder, `${job.name}.ping-url`)
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> | null = null

  const run = () => {
    const url = existsSync(urlFile) ? readFileSync(urlFile, 'utf8') : ''
    if (!url) return Promise.resolve()
    const parameters = [...sampleNodeFlags, program, join(folder, job.source), join(folder, job.to)]
    running ??= runCommand(process.execPath, parameters, {
      environment: { PING_URL: url },
      timeoutMs: 45_000,
    }).finally(() => {
      running = null
    })
    return running
  }
  const plan = () => {
    const everyMs = job.everySeconds * 1_000
    timer = setTimeout(
      () => {
        void run()
        plan()
      },
      everyMs - (Date.now() % everyMs),
    )
    timer.unref()
  }

  plan()
  return {
    async start() {
      if (timer !== undefined) return
      plan()
      await run()
    },
    async stop() {
      clearTimeout(timer)
      timer = undefined
      await running
    },
    async setPingUrl(url) {
      writeAtomically(urlFile, url ?? '', 0o600)
      if (timer !== undefined) void run()
    },
  }
}
