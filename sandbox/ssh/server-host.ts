import { join } from 'node:path'
import type { StageRuntime } from '../host/stage-runtime.ts'
import type { ProcessReport } from '../host/supervised-process.ts'
import type { SampleServer } from '../systems/sample-system.ts'

/** What commands find on a host. */
export interface ServerHost {
  readonly server: SampleServer
  readonly stage: StageRuntime
  /** Bare repository of the system. */
  readonly repository: string
  /** Starts the unit that makes a backup. */
  backUp(): void
  /** Takes the database away for a moment. */
  restartDatabase(): Promise<void>
  /** Whether the journal refuses cursors. */
  hasLostCursor(line: string): boolean
}

/** One command that runs. */
export interface Session {
  readonly host: ServerHost
  /** As the client sent it. */
  readonly line: string
  write(output: string | Buffer): void
  complain(error: string): void
  /** Fires when the client is gone or kills the command. */
  readonly signal: AbortSignal
}

/** Ends with the exit code. */
export type Program = (parameters: readonly string[], session: Session) => number | Promise<number>

/** The sandbox's own path of one on the host; null for one that the host does not have. */
export function findPath({ server, stage }: ServerHost, path: string): string | null {
  const clean = path.replace(/\/+$/, '') || '/'
  if (clean.split('/').includes('..')) return null
  if (clean === '/') return stage.folder
  for (const [place, folder] of Object.entries(server.folders)) {
    if (clean === place) return join(stage.folder, folder)
    if (clean.startsWith(`${place}/`)) {
      return join(stage.folder, folder, clean.slice(place.length + 1))
    }
  }
  return clean === server.checkout ? stage.findReleaseFolder() : null
}

/** The component that runs as a unit or in a container; null when the host has none of this name. */
export function findComponent({ server }: ServerHost, name: string): string | null {
  return server.units[name] ?? server.containers?.[name] ?? null
}

/** The process that runs as a unit or in a container; null when the host has none of this name. */
export function findProcess(host: ServerHost, name: string): ProcessReport | null {
  const component = findComponent(host, name)
  const { stage } = host
  return stage.report().processes.find((process) => process.component === component) ?? null
}
