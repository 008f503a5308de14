import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findText, writePrivateFile } from '#scripts/lib/private-file.ts'
import { Problem } from '#scripts/lib/problem.ts'
import { spawnNode } from '#scripts/lib/spawn-node.ts'
import { waitUntil } from '#scripts/lib/wait-until.ts'
import type { Home } from './home.ts'
import { addSettings, type Portal, type Settings } from './portal.ts'
import { createProcessLog, isNoteworthyRecord } from './process-log.ts'
import { findSandbox, getSandbox, type Sandbox } from './sandbox-description.ts'

const organisation = 'leitstand-sandbox'
const roleMapping = [
  `${organisation}/viewers=viewer`,
  `${organisation}/engineers=engineer`,
  `${organisation}/leads=lead`,
  `${organisation}/admins=admin`,
  `${organisation}/circle=engineer@team:circle`,
].join(';')

/** Starts the stand-ins and the sample systems, and points the product at them. */
export async function startSandbox(portal: Portal): Promise<Sandbox> {
  const { home, steps, supervisor } = portal
  let sandbox: Sandbox | undefined

  await supervisor.start({
    name: 'sandbox',
    log: createProcessLog({
      file: home.path('logs', 'sandbox.log'),
      isNoteworthy: (line) => !line.startsWith('{"ready":true') && isNoteworthyRecord(line),
      echo: (line) => steps.say(`[sandbox] ${line}`),
    }),
    launch: () =>
      spawnNode(['sandbox/main.ts', '--home', home.path('sandbox')], {
        ...process.env,
        PORTAL_URL: `http://127.0.0.1:${portal.port}`,
      }),
    async waitUntilReady(child, signal) {
      sandbox = await waitForSandbox(home, child, signal)
    },
    requestStop: (child) => child.kill('SIGTERM'),
    stopWithinMs: 8_000,
    async onRestarted() {
      if (sandbox === undefined) return
      if (!addSettings(portal, toSettings(home, sandbox))) return
      await supervisor.restart('web')
      await supervisor.restart('worker')
    },
  })
  if (sandbox === undefined) throw new Problem('The sandbox was stopped while it was starting.')
  addSettings(portal, toSettings(home, sandbox))
  return sandbox
}

async function waitForSandbox(
  home: Home,
  child: ChildProcess,
  signal: AbortSignal,
): Promise<Sandbox> {
  let found: Sandbox | null = null
  await waitUntil('The sandbox', signal, async () => {
    const written = findSandbox(home.path('sandbox'))
    // A description by an earlier run names another process.
    found = written?.pid === child.pid ? written : null
    return found !== null
  })
  return found ?? getSandbox(home.path('sandbox'))
}

function toSettings(home: Home, sandbox: Sandbox): Settings {
  const { github, edge, connectTo, catalogDir, platforms } = sandbox
  return {
    ...Object.fromEntries(platforms.map(({ setting, url }) => [setting, url])),
    GITHUB_API_URL: github.apiUrl,
    GITHUB_WEB_URL: github.webUrl,
    GITHUB_APP_ID: github.app.id,
    GITHUB_APP_PRIVATE_KEY: readFileSync(github.app.privateKeyFile, 'utf8'),
    GITHUB_OAUTH_CLIENT_ID: github.oauth.clientId,
    GITHUB_OAUTH_CLIENT_SECRET: github.oauth.clientSecret,
    GITHUB_WEBHOOK_SECRET: github.webhookSecret,
    CATALOG_SOURCES: `folder:${catalogDir}`,
    ROLE_MAPPING: process.env.ROLE_MAPPING || roleMapping,
    OUTBOUND_CONNECT_TO: connectTo,
    NODE_EXTRA_CA_CERTS: joinAuthorities(home, edge.caFile),
  }
}

/** Node reads one file: the authorities this machine already adds stay trusted. */
function joinAuthorities(home: Home, sandboxFile: string): string {
  const own = process.env.NODE_EXTRA_CA_CERTS
  const texts = [own ? findText(own) : null, readFileSync(sandboxFile, 'utf8')]
  const joined = home.path('run', 'authorities.pem')
  writePrivateFile(joined, texts.filter((text) => text !== null).join('\n'))
  return joined
}
