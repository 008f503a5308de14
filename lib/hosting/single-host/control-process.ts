import { HostingError } from '../failure.ts'
import type { ProcessControl, ProcessReading } from '../process-port.ts'
import type { HostClient } from './client.ts'
import { toCommandFailure } from './command-failure.ts'
import { type Command, controlUnit, doNothing } from './commands.ts'
import { parseTimestamp } from './properties.ts'
import { readUnits } from './read-units.ts'
import { listUnits, type SingleHostTarget } from './target.ts'

/** Once the line may have been sent, only the host knows whether it was done. */
const doubtful: ReadonlySet<HostingError['failure']> = new Set([
  'unreachable',
  'timed_out',
  'invalid_answer',
])

const databaseService = 'database'

/** Units of the catalog alone, by sudo rules for exactly these lines. */
export function createProcessControl(client: HostClient, target: SingleHostTarget): ProcessControl {
  const units = listUnits(target)
  const { databaseUnit } = target
  const requireUnit = (component: string) => {
    const found = units.find((unit) => unit.component === component)
    if (!found) throw notNamed(component, target.host)
    return found
  }
  return {
    components: units.map(({ component }) => component),
    services: databaseUnit ? [databaseService] : [],
    control: async (component, action, signal) =>
      send(client, controlUnit(action, requireUnit(component).unit), signal),
    restartService: async (service, signal) => {
      if (service !== databaseService || !databaseUnit) throw notNamed(service, target.host)
      await send(client, controlUnit('restart', databaseUnit), signal)
    },
    readProcess: async (component, signal) => {
      const { unit } = requireUnit(component)
      const shown = await readUnits(client, units, signal)
      const properties = shown.find((each) => each.unit === unit)?.properties
      const get = (name: string) => properties?.get(name)?.[0] ?? ''
      return toReading(get('ActiveState'), parseTimestamp(get('ActiveEnterTimestamp')))
    },
  }
}

function notNamed(name: string, host: string): HostingError {
  return new HostingError(
    'unsupported',
    `The catalog names no unit of ${host} for "${name}", so it cannot be controlled.`,
  )
}

async function send(client: HostClient, command: Command, signal: AbortSignal): Promise<void> {
  // Whoever cannot connect has not sent anything either.
  await client.run(doNothing, signal)
  const result = await client.run(command, signal).catch((error: unknown) => {
    if (!(error instanceof HostingError && doubtful.has(error.failure))) throw error
    throw new HostingError(
      'outcome_unknown',
      `It is not known whether "${command.slice(2).join(' ')}" was done. Look at the process before asking again.`,
      { cause: error },
    )
  })
  if (result.exitCode !== 0) throw toCommandFailure(client.name, command, result)
}

// https://man7.org/linux/man-pages/man1/systemctl.1.html
const stateOf: Readonly<Record<string, ProcessReading['state']>> = {
  active: 'running',
  inactive: 'stopped',
  failed: 'stopped',
  activating: 'changing',
  deactivating: 'changing',
  reloading: 'running',
}

function toReading(active: string, since: Date | null): ProcessReading {
  const state = stateOf[active] ?? 'unknown'
  return { state, since: state === 'running' ? since : null }
}
