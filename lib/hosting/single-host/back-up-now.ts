import { HostingError } from '../failure.ts'
import type { HostClient } from './client.ts'
import { toCommandFailure } from './command-failure.ts'
import { doNothing, startUnit } from './commands.ts'

/** Once the line may have been sent, only the host knows whether the unit was started. */
const doubtful: ReadonlySet<HostingError['failure']> = new Set([
  'unreachable',
  'timed_out',
  'invalid_answer',
])

/** Starts the unit that makes a backup. Sent once; a lost answer is `outcome_unknown`. */
export async function startBackupUnit(
  client: HostClient,
  unit: string,
  signal: AbortSignal,
): Promise<{ readonly externalId: string | null }> {
  // Whoever cannot connect has not sent anything either.
  await client.run(doNothing, signal)
  const command = startUnit(unit)
  const result = await client.run(command, signal).catch((error: unknown) => {
    if (!(error instanceof HostingError && doubtful.has(error.failure))) throw error
    throw new HostingError(
      'outcome_unknown',
      `It is not known whether ${unit} of ${client.name} was started. Look for a new backup before starting another.`,
      { cause: error },
    )
  })
  if (result.exitCode !== 0) throw toCommandFailure(client.name, command, result)
  return { externalId: null }
}
