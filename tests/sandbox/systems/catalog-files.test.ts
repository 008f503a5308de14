import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseBackstage } from '#lib/catalog/parse-backstage.ts'
import { parseCatalog } from '#lib/catalog/parse-catalog.ts'
import { readSource } from '#sandbox/systems/build-repository.ts'
import { sampleSystems } from '#sandbox/systems/index.ts'

// Written down by hand from the documents the samples follow, so that no sample can drift unnoticed.
const expected = {
  mvp: {
    team: 'studio',
    stages: { staging: 'https://staging.mvp.example' },
    hosting: ['single-host'],
    components: ['web', 'worker', 'database', 'storage'],
    addresses: ['https://staging.mvp.example/health'],
    ports: ['db.staging.mvp.example:5432'],
    heartbeats: ['worker'],
    settings: [
      'DATABASE_URL',
      'STORAGE_ACCESS_KEY_ID',
      'STORAGE_SECRET_ACCESS_KEY',
      'AUTH_SECRET',
      'SENTRY_DSN',
    ],
    loadTimeMs: undefined,
  },
  easysks: {
    team: 'sailing',
    stages: {
      staging: 'https://staging.easysks.example',
      production: 'https://app.easysks.example',
    },
    hosting: ['aws-ecs'],
    components: ['frontend', 'api', 'database', 'webhooks'],
    addresses: [
      'https://api.staging.easysks.example/health',
      'https://staging.easysks.example/health',
      'https://api.staging.easysks.example/webhooks/stripe',
      'https://api.easysks.example/health',
      'https://app.easysks.example/health',
      'https://api.easysks.example/webhooks/stripe',
    ],
    ports: ['db.staging.easysks.example:5432', 'db.easysks.example:5432'],
    heartbeats: [],
    settings: [
      'DATABASE_URL',
      'COGNITO_USER_POOL_ID',
      'COGNITO_CLIENT_ID',
      'API_URL',
      'AUTH_URL',
      'BILLING_URL',
    ],
    loadTimeMs: undefined,
  },
  whatsgonow: {
    team: 'logistics',
    stages: {
      dev: 'https://dev.whatsgonow.com',
      staging: 'https://staging.whatsgonow.com',
      production: 'https://www.whatsgonow.com',
    },
    hosting: ['aws-elastic-beanstalk'],
    components: ['frontend', 'database', 'assets'],
    addresses: ['dev.whatsgonow.com', 'staging.whatsgonow.com', 'www.whatsgonow.com'].flatMap(
      (host) => [`https://${host}/health`, `https://${host}/`, `https://${host}/assets/app.css`],
    ),
    ports: [
      'db.dev.whatsgonow.com:5432',
      'db.staging.whatsgonow.com:5432',
      'db.whatsgonow.com:5432',
    ],
    heartbeats: [],
    settings: ['SUPABASE_URL', 'SUPABASE_ANON_KEY', 'NEXT_PUBLIC_MAPBOX_TOKEN'],
    loadTimeMs: 1500,
  },
  hackthestudy: {
    team: 'learning',
    stages: { production: 'https://api.hackthestudy.ch' },
    hosting: ['digitalocean-app-platform'],
    components: ['api', 'worker'],
    addresses: ['https://api.hackthestudy.ch/api/v1/health'],
    ports: [],
    heartbeats: ['worker'],
    settings: [
      'DATABASE_URL',
      'JWT_SECRET',
      'FLASK_SECRET_KEY',
      'OPENAI_API_KEY',
      'STRIPE_API_KEY',
      'STRIPE_WEBHOOK_SECRET',
      'STRIPE_PUBLISHABLE_KEY',
      'GOOGLE_CLIENT_SECRET',
      'GITHUB_CLIENT_SECRET',
    ],
    loadTimeMs: undefined,
  },
  lifetimecircle: {
    team: 'circle',
    stages: {
      staging: 'https://staging.lifetimecircle.de',
      production: 'https://app.lifetimecircle.de',
    },
    hosting: ['single-host'],
    components: ['api', 'web', 'database', 'storage'],
    addresses: ['staging.lifetimecircle.de', 'app.lifetimecircle.de'].flatMap((host) => [
      `https://${host}/api/health`,
      `https://${host}/`,
      `https://${host}/version.json`,
    ]),
    ports: [],
    heartbeats: [],
    settings: [],
    loadTimeMs: undefined,
  },
}

interface ProbeFile {
  kind: string
  component: string
  url?: string
  host?: string
  port?: number
}

interface StageFile {
  slug: string
  url: string
  region: string
  hosting: { kind: string; target: Record<string, unknown> }
  deploy: { workflow: string; commitInput: string; correlationInput: string; inputs: object }
  probes: ProbeFile[]
  expectations?: { settings?: string[]; loadTimeMs?: number }
}

interface File {
  system: string
  team: string
  repository: string
  components: { slug: string }[]
  stages: StageFile[]
}

const readText = (name: string, path: string) => readSource(name).get(path) ?? ''
const readFile = (name: string): File => parse(readText(name, 'leitstand.yaml'))
const unique = <Value>(values: readonly Value[]) => [...new Set(values)]

describe.each(Object.entries(expected))('the catalog file of %s', (name, facts) => {
  const file = readFile(name)
  const probes = file.stages.flatMap((stage) => stage.probes)

  test('is accepted by the portal without a remark', () => {
    const parsed = parseCatalog({ file: 'leitstand.yaml', text: readText(name, 'leitstand.yaml') })
    expect(parsed.problems).toBeUndefined()
  })

  test('names the system, its team, repository and components', () => {
    expect(file.system).toBe(name)
    expect(file.team).toBe(facts.team)
    expect(file.repository).toBe(`leitstand-sandbox/${name}`)
    expect(file.components.map(({ slug }) => slug)).toEqual(facts.components)
  })

  test('names the stages in their order with their addresses and platform', () => {
    expect(file.stages.map(({ slug, url }) => [slug, url])).toEqual(Object.entries(facts.stages))
    expect(unique(file.stages.map(({ hosting }) => hosting.kind))).toEqual(facts.hosting)
  })

  test('probes exactly the documented addresses, ports and heartbeats', () => {
    const ofKind = (kind: string) => probes.filter((probe) => probe.kind === kind)
    expect(unique(ofKind('http').map(({ url }) => url)).toSorted()).toEqual(
      facts.addresses.toSorted(),
    )
    expect(ofKind('tcp').map(({ host, port }) => `${host}:${port}`)).toEqual(facts.ports)
    expect(ofKind('heartbeat').map(({ component }) => component)).toEqual(facts.heartbeats)
  })

  test('expects exactly the documented settings and load time', () => {
    for (const { expectations } of file.stages) {
      expect(expectations?.settings ?? []).toEqual(facts.settings)
      expect(expectations?.loadTimeMs).toBe(facts.loadTimeMs)
    }
  })

  test('pins the commit and the correlation id to inputs that the workflow has', () => {
    const workflow = parse(readText(name, '.github/workflows/deploy.yml'))
    const { inputs } = workflow.on.workflow_dispatch
    expect(workflow['run-name']).toMatch(/\[\$\{\{ inputs\.portal_run_id \}\}\]/)
    expect(inputs.stage.options).toEqual(Object.keys(facts.stages))
    for (const { slug, deploy } of file.stages) {
      expect(deploy.workflow).toBe('deploy.yml')
      expect(deploy.inputs).toEqual({ stage: slug })
      expect(Object.keys(inputs)).toEqual(
        expect.arrayContaining([deploy.commitInput, deploy.correlationInput, 'stage']),
      )
    }
  })

  test('is matched by what the sandbox runs: every probed host exists and every setting is set', () => {
    const system = sampleSystems.find(({ slug }) => slug === name)
    expect(system?.stages.map(({ slug }) => slug)).toEqual(Object.keys(facts.stages))
    for (const stage of system?.stages ?? []) {
      expect(Object.keys(stage.settings)).toEqual(expect.arrayContaining(facts.settings))
    }
    const hosts = system?.stages.flatMap(({ routes, databases }) => [
      ...routes.map(({ hostname }) => hostname),
      ...databases.map(({ hostname, port }) => `${hostname}:${port}`),
    ])
    const probed = probes.flatMap(({ url, host, port }) =>
      url ? [new URL(url).hostname] : host ? [`${host}:${port}`] : [],
    )
    expect(hosts).toEqual(expect.arrayContaining(unique(probed)))
  })
})

test('the handbook is read as a Backstage system that cannot be deployed yet', () => {
  const text = readText('handbook', 'catalog-info.yaml')
  const { catalogs, problems } = parseBackstage({ file: 'catalog-info.yaml', text })
  expect(problems).toEqual([])
  expect(catalogs).toHaveLength(1)
  expect(catalogs[0]).toMatchObject({
    slug: 'handbook',
    repository: 'leitstand-sandbox/handbook',
    components: [{ slug: 'handbook-site' }],
  })
  expect(catalogs[0]?.missing.length).toBeGreaterThan(0)
})

test('whatsgonow runs in Frankfurt', () => {
  for (const { region, hosting } of readFile('whatsgonow').stages) {
    expect([region, hosting.target.region]).toEqual(['eu-central-1', 'eu-central-1'])
  }
})

test('hackthestudy describes its two containers: port, health path, sizes, log prefixes and secrets', () => {
  const spec = parse(readText('hackthestudy', 'app.spec.yml'))
  expect(spec.services[0]).toMatchObject({
    name: 'api',
    source_dir: 'backend',
    dockerfile_path: 'backend/Dockerfile.api',
    http_port: 8080,
    instance_size_slug: 'basic-s',
    instance_count: 1,
    health_check: { http_path: '/api/v1/health' },
    envs: [{ key: 'LOG_PREFIX', value: '[API]' }],
  })
  expect(spec.workers[0]).toMatchObject({
    name: 'worker',
    dockerfile_path: 'backend/Dockerfile.worker',
    instance_size_slug: 'basic-xs',
    instance_count: 1,
    envs: [{ key: 'LOG_PREFIX', value: '[WORKER]' }],
  })
  const secrets = spec.envs.filter(({ type }: { type?: string }) => type === 'SECRET')
  expect(secrets.map(({ key }: { key: string }) => key)).toEqual(expected.hackthestudy.settings)
})

test('lifetimecircle keeps its data in folders that outlive a release', () => {
  const manifest = JSON.parse(readText('lifetimecircle', 'deploy/processes.json'))
  expect(manifest.persistent).toEqual({ 'server/data': 'data', 'server/storage': 'storage' })
  for (const { hosting } of readFile('lifetimecircle').stages) {
    expect(hosting.target.dataPaths).toEqual([
      '/var/lib/lifetimecircle/data',
      '/var/lib/lifetimecircle/storage',
    ])
  }
})
