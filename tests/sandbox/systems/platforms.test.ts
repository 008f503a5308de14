import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createOutboundClient } from '#lib/core/http/outbound-client.ts'
import { createAppPlatformAdapter } from '#lib/hosting/digitalocean-app-platform/index.ts'
import { findKind } from '#lib/hosting/registry.ts'
import { toStageSources } from '#lib/hosting/stage-sources.ts'
import { runOrThrow } from '#sandbox/host/run-command.ts'
import { createHome, eventually, type RunningSandbox, startRealSandbox } from './running-sandbox.ts'

const soon = () => AbortSignal.timeout(20_000)
const vendors = ['digitalocean', 'vercel', 'supabase', 'uptimerobot', 'sentry']

interface CatalogStage {
  readonly slug: string
  readonly hosting: { readonly kind: string; readonly target: unknown }
  readonly sources?: unknown
}

describe('the platforms of the sandbox', () => {
  const folder = createHome()
  let sandbox: RunningSandbox
  beforeAll(async () => {
    sandbox = await startRealSandbox(folder.home)
  }, 90_000)
  afterAll(async () => {
    await sandbox?.end('SIGTERM')
    folder[Symbol.dispose]()
  }, 30_000)

  function getPlatform(name: string) {
    const found = sandbox.contract.platforms.find(({ platform }) => platform === name)
    if (!found) throw new Error(`The sandbox has no ${name}.`)
    return found
  }

  /** Every source that the catalog file of a system names and one of these platforms answers for. */
  function listSources(system: string) {
    const text = readFileSync(join(sandbox.contract.catalogDir, system, 'leitstand.yaml'), 'utf8')
    const { stages, components } = parse(text) as {
      stages: CatalogStage[]
      components: { slug: string }[]
    }
    return stages
      .flatMap((stage) =>
        toStageSources({
          hostingKind: stage.hosting.kind,
          hostingTarget: stage.hosting.target,
          sources: stage.sources,
          logs: [],
          components: components.map(({ slug }) => slug),
        }),
      )
      .filter(({ platform }) => vendors.includes(platform ?? ''))
  }

  test.each([
    ['hackthestudy', ['digitalocean-app-platform', 'digitalocean-database']],
    ['easysks', ['vercel', 'vercel']],
    ['whatsgonow', ['uptimerobot', 'uptimerobot', 'uptimerobot', 'supabase']],
    ['mvp', ['sentry']],
  ])('answer for what the catalog file of %s names', async (system, kinds) => {
    const sources = listSources(system)
    expect(sources.map(({ kind }) => kind)).toEqual(kinds)
    for (const { kind, platform, ...source } of sources) {
      const access = getPlatform(platform ?? '')
      const adapter = await findKind(kind)?.open({
        ...source,
        endpoint: access.url,
        // Safe because the credential of each of these platforms is one token.
        readCredential: async () => access.credential as never,
      })
      const report = await adapter?.checkAccess(soon())
      expect(report?.checks.filter(({ state }) => state === 'denied')).toEqual([])
      expect(await adapter?.facts?.readFacts(soon())).not.toEqual([])
    }
  })

  test('go back to an earlier release of hackthestudy in the real processes, and tell their logs', async () => {
    const { url, credential } = getPlatform('digitalocean')
    const outbound = createOutboundClient({ allow: '', connectTo: sandbox.contract.connectTo })
    const adapter = createAppPlatformAdapter({
      target: { appName: 'hackthestudy' },
      credential: { token: credential.token ?? '' },
      components: ['api', 'worker'],
      ...{ endpoint: url, outbound },
    })
    await adapter.releases.readRunningRelease(soon())
    const stage = { system: 'hackthestudy', stage: 'production' }
    const commit = await readCommit('v1.2.0')
    const { status } = await sandbox.callHost('POST', '/deploy', { ...stage, commit })
    expect(status).toBe(200)
    const [target] = await eventually(
      async () => (await adapter.rollback?.listTargets(soon())) ?? [],
      ({ length }) => length > 0,
    )
    await adapter.rollback?.restore(target?.releaseId ?? '', 'key', soon())
    await eventually(
      () => adapter.releases.readRunningRelease(soon()),
      ({ components, pin }) => pin !== null && components.every(({ state }) => state === 'running'),
    )
    const { text } = await sandbox.call('https://api.hackthestudy.ch/api/v1/health')
    expect(JSON.parse(text)).toMatchObject({ version: 'v1.1.0' })
    const window = { from: new Date(Date.now() - 3_600_000), to: new Date() }
    const query = { ...window, text: '[API]', components: null, limit: 10 }
    const lines = await Array.fromAsync(adapter.logs?.read(query, soon()) ?? [])
    expect(lines.length).toBeGreaterThan(0)
    await outbound.close()
  }, 60_000)

  function readCommit(tag: string) {
    const repository = join(folder.home, 'repositories/leitstand-sandbox/hackthestudy.git')
    return runOrThrow('git', ['--git-dir', repository, 'rev-parse', `${tag}^{commit}`])
  }
})
