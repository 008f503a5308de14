import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface PortalUnderTest {
  readonly home: string
  readonly port: number
  readonly url: string
}

/**
 * The portal of this run, with a data folder and a port of its own. The first process that asks
 * decides; the workers it starts inherit the decision.
 */
export function getPortalUnderTest(): PortalUnderTest {
  process.env.E2E_HOME ||= createHome()
  // Below the range from which systems hand out ports to anyone who asks for a free one.
  process.env.E2E_PORT ||= String(10_000 + (process.pid % 20_000))
  const port = Number(process.env.E2E_PORT)
  return { home: process.env.E2E_HOME, port, url: `http://127.0.0.1:${port}` }
}

function createHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'leitstand-e2e-'))
  // The account of the embedded database passes through when root runs the tests.
  chmodSync(home, 0o711)
  process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  return home
}
