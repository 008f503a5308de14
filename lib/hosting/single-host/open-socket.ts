import type { Socket } from 'node:net'
import { getOutboundClient } from '#lib/core/http/get-outbound-client.ts'
import type { HostPort } from '#lib/core/http/parse-target.ts'

const sshPort = 22

/** Through the guard of all outgoing calls, with SSH's own port open for this alone. */
export function openSocket(target: HostPort, timeoutMs: number): Promise<Socket> {
  return getOutboundClient().open(target, { port: sshPort, timeoutMs })
}
