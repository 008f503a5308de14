import { HostingError } from '../failure.ts'
import type { HostClient } from './client.ts'
import { oddAnswer, requireOutput } from './command-failure.ts'
import { showUnits } from './commands.ts'
import type { ShownUnit } from './map-unit.ts'
import { parseProperties } from './properties.ts'
import type { HostUnit } from './target.ts'

/** What systemd says of each unit. An answer that is not about exactly these units is none. */
export async function readUnits(
  client: HostClient,
  units: readonly HostUnit[],
  signal: AbortSignal,
): Promise<readonly ShownUnit[]> {
  if (units.length === 0) return []
  const command = showUnits(units.map(({ unit }) => unit))
  const blocks = parseProperties(
    requireOutput(client.name, command, await client.run(command, signal)),
  )
  if (blocks.length !== units.length) throw oddAnswer(client.name, command)
  return units.map((unit, index) => {
    const properties = blocks[index]
    if (!properties?.has('ActiveState')) throw oddAnswer(client.name, command)
    return { ...unit, properties }
  })
}

/** The answer, or null where the host says that it cannot; a lost connection stays an error. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof HostingError && ignorable.has(error.failure)) return null
    throw error
  }
}

const ignorable: ReadonlySet<HostingError['failure']> = new Set([
  'unsupported',
  'not_found',
  'rejected',
  'denied',
  'empty_answer',
  'invalid_answer',
])
