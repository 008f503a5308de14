import type { Fault } from '../ssh/faults.ts'
import { HostError } from './host-error.ts'

/** A host that is reached by SSH, as far as the control API looks at it; by `system/stage`. */
export type ServerControls = Map<string, ServerControl>

interface ServerControl {
  readonly hostname: string
  readonly port: number
  readonly fingerprint: string
  readonly faults: { set(fault: Fault | null): void; read(): Fault | null }
  readonly ledger: readonly unknown[]
}

/** How a host is reached and which commands it was asked for; a body sets the fault it has from now on. */
export function answerServerCall(
  servers: ServerControls | undefined,
  [system = '', stage = '']: readonly string[],
  body: { readonly fault: Fault | null } | null,
) {
  const server = servers?.get(`${system}/${stage}`)
  if (!server) {
    throw new HostError('unknown_stage', `No host of "${system}/${stage}" is reached by SSH.`)
  }
  if (body) server.faults.set(body.fault)
  const { hostname, port, fingerprint, faults, ledger } = server
  return { hostname, port, fingerprint, fault: faults.read(), ledger }
}
