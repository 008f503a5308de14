import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findText } from '#scripts/lib/private-file.ts'
import { spawnNode } from '#scripts/lib/spawn-node.ts'
import { waitUntil } from '#scripts/lib/wait-until.ts'
import { createProcessLog, isNoteworthyRecord } from '#scripts/start/process-log.ts'
import type { BenchRun } from '../bench-run.ts'
import { descriptionFile, type StandIn, standInSchema } from './place.ts'

/** Starts a GitHub beside the portals, under the same supervision. */
export async function startStandIn({ home, steps, supervisor }: BenchRun): Promise<StandIn> {
  const folder = home.path('stand-in')
  const file = join(folder, descriptionFile)
  mkdirSync(folder)
  await supervisor.start({
    name: 'stand-in',
    log: createProcessLog({
      file: home.path('logs', 'stand-in.log'),
      isNoteworthy: isNoteworthyRecord,
      echo: (line) => steps.say(`[stand-in] ${line}`),
    }),
    launch: () =>
      spawnNode([join(import.meta.dirname, 'stand-in-process.ts'), folder], process.env),
    waitUntilReady: (_child, signal) =>
      waitUntil('The stand-in', signal, async () => findText(file) !== null),
    requestStop: (child) => child.kill('SIGTERM'),
    stopWithinMs: 5_000,
  })
  return standInSchema.parse(JSON.parse(findText(file) ?? 'null'))
}
