'use client'

import { useEffect, useState } from 'react'
import type { JobLog, LogLine, LogState } from '#lib/deployments/types.ts'
import { readJobLog } from './queries.ts'

export interface JobLogReading {
  readonly lines: readonly LogLine[]
  /** Null before the first answer. */
  readonly state: LogState | null
  readonly truncated: boolean
  readonly error: Error | null
}

const start: JobLogReading = { lines: [], state: null, truncated: false, error: null }
const betweenReadingsMs = 1_500
const afterFailureMs = 5_000

/** Reads a job's log on from where the last reading ended, until GitHub says it is complete. */
export function useJobLog(deploymentId: string, jobId: string, runs: boolean): JobLogReading {
  const [reading, setReading] = useState(start)
  useEffect(() => {
    const stop = new AbortController()
    follow(deploymentId, jobId, runs, stop.signal, setReading)
    return () => stop.abort()
  }, [deploymentId, jobId, runs])
  return reading
}

type Update = (change: (reading: JobLogReading) => JobLogReading) => void

async function follow(
  deploymentId: string,
  jobId: string,
  runs: boolean,
  signal: AbortSignal,
  update: Update,
): Promise<void> {
  let cursor = 0
  let isFirst = true
  while (!signal.aborted) {
    try {
      const log = await readJobLog(deploymentId, jobId, cursor, signal)
      const replaces = isFirst
      update((reading) => join(replaces ? start : reading, log))
      cursor = log.cursor
      isFirst = false
      if (!runs && (log.state === 'complete' || log.state === 'gone')) return
      await wait(betweenReadingsMs, signal)
    } catch (error) {
      if (signal.aborted) return
      update((reading) => ({ ...reading, error: error as Error }))
      await wait(afterFailureMs, signal)
    }
  }
}

function join(reading: JobLogReading, log: JobLog): JobLogReading {
  return {
    lines: log.lines.length > 0 ? [...reading.lines, ...log.lines] : reading.lines,
    state: log.state,
    truncated: reading.truncated || log.truncated,
    error: null,
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true })
  })
}
