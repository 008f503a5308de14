import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../world.ts'

type LogPlace = Pick<World, 'store' | 'now'>

/** Adds a line with its time, in the seven digits GitHub writes. */
export function appendLogLine(world: LogPlace, jobId: number, text: string): void {
  const at = world.now().toISOString().replace('Z', '0000Z')
  appendFileSync(getLogFile(world, jobId), `${at} ${text}\n`)
}

/** Empty for a job that has not written yet. */
export function readLog(world: LogPlace, jobId: number): string {
  const file = getLogFile(world, jobId)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

function getLogFile(world: LogPlace, jobId: number) {
  return join(world.store.logsDir, `${jobId}.log`)
}
