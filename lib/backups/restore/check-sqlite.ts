import path from 'node:path'
import { z } from 'zod'
import type { RestoreCheck } from '../types.ts'
import { Inconclusive } from './inconclusive.ts'
import { runTool } from './run-tool.ts'
import { type Sentinel, toRowChecks } from './to-row-checks.ts'

// Asked for late: where the web process loads this file, it lies in no folder of its own.
const findProgram = () => path.join(import.meta.dirname, 'sqlite-process.ts')

const resultSchema = z.union([
  z.object({ error: z.string() }),
  z.object({
    integrity: z.array(z.string()),
    rows: z.record(z.string(), z.number().nullable()),
  }),
])

/** Opens a restored SQLite file, has SQLite check it, and counts the rows of tables that must hold some. */
export async function checkSqlite(
  file: string,
  sentinels: readonly Sentinel[],
  signal: AbortSignal,
): Promise<readonly RestoreCheck[]> {
  const tables = sentinels.map(({ table }) => table)
  const { output, errors } = await runTool({
    command: process.execPath,
    args: ['--no-warnings', findProgram(), file, JSON.stringify(tables)],
    signal,
  })
  const result = resultSchema.safeParse(parseJson(output))
  if (!result.success) throw new Inconclusive('internal', errors || output)
  const found = 'error' in result.data ? result.data.error : result.data.integrity.join('; ')
  const integrity = { name: 'integrity', passed: found === 'ok', expected: 'ok', found }
  if ('error' in result.data) return [integrity]
  return [integrity, ...toRowChecks(sentinels, result.data.rows)]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
