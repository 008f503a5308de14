import type { SheetFacts } from '#lib/runbooks/sheet/facts.ts'

const sha = (digit: string) => digit.repeat(40)

const deploy = {
  workflow: 'deploy.yml',
  ref: 'main',
  commitInput: 'commit',
  correlationInput: 'portal_run_id',
  inputs: { stage: 'production' },
  verifyWithinSeconds: 60,
}

const nothing: SheetFacts = {
  system: { slug: 'shop', name: 'Shop' },
  stage: { slug: 'production', name: 'Production', url: null },
  repository: null,
  deploy: null,
  hosting: null,
  sources: [],
  logs: [],
  backups: [],
  running: { version: null, commitSha: null },
  versions: [],
  platformReleases: [],
  runbooks: [],
}

const backup = (part: object): SheetFacts['backups'][number] => ({
  ...{ slug: 'database', component: 'database', covers: 'database', origin: null },
  ...part,
})

/** One stage of each kind, with values that a shell would trip over if they were not quoted. */
export const sheetFacts: Readonly<Record<string, SheetFacts>> = {
  nothing,
  workflow: {
    ...nothing,
    stage: { ...nothing.stage, url: 'https://shop.example/?a=1&b=$HOME' },
    repository: 'acme/shop',
    deploy: { ...deploy, inputs: { stage: "it's; rm -rf /", note: '$(id)' } },
    running: { version: 'v1.3.0', commitSha: sha('c') },
    versions: [
      {
        version: 'v1.2.0',
        commitSha: sha('b'),
        ranFrom: '2026-02-01T00:00:00Z',
        verdict: 'healthy',
      },
      {
        version: 'v1.1.0',
        commitSha: sha('a'),
        ranFrom: '2026-01-01T00:00:00Z',
        verdict: 'unhealthy',
      },
    ],
  },
  enterprise: { ...nothing, repository: 'git.acme.example/acme/shop', deploy },
  'single-host': {
    ...nothing,
    hosting: {
      kind: 'single-host',
      target: {
        host: 'app.example',
        user: 'deploy',
        port: 2222,
        services: { api: { systemd: 'shop-api.service' }, web: { container: 'shop-web' } },
        repository: '/opt/shop/app',
        dataPaths: ['/var/lib/shop/data', '/var/lib/shop/storage'],
      },
    },
    versions: [
      {
        version: 'v1.2.0',
        commitSha: sha('b'),
        ranFrom: '2026-02-01T00:00:00Z',
        verdict: 'healthy',
      },
    ],
    backups: [
      backup({
        origin: { kind: 'host-files', path: '/var/backups/shop', pattern: 'app-*.sqlite' },
      }),
      backup({
        ...{ slug: 'storage', covers: 'files' },
        origin: { kind: 'host-files', path: "/var/back up's", pattern: '*.tar' },
      }),
      backup({ slug: 'outside', origin: { kind: 'heartbeat' } }),
    ],
  },
  'aws-ecs': {
    ...nothing,
    hosting: {
      kind: 'aws-ecs',
      target: {
        region: 'eu-central-1',
        cluster: 'shop',
        services: { api: 'shop api' },
        vercel: { project: 'shop-web', team: 'acme', components: ['frontend'] },
      },
    },
    sources: [{ kind: 'aws-rds', slug: 'rds', region: 'eu-central-1', instance: 'shop' }],
    logs: [{ kind: 'aws-cloudwatch', slug: 'log', region: 'eu-central-1', group: '/ecs/shop' }],
    backups: [backup({ origin: { kind: 'source', source: 'rds' } })],
    platformReleases: [{ source: 'vercel', releaseId: 'dpl_123', version: null }],
  },
  'aws-elastic-beanstalk': {
    ...nothing,
    hosting: {
      kind: 'aws-elastic-beanstalk',
      target: { region: 'eu-central-1', application: 'shop', environment: 'shop-production' },
    },
    sources: [
      { kind: 'aws-s3', slug: 'assets', region: 'eu-central-1', bucket: 'shop-assets' },
      { kind: 'supabase', slug: 'supabase', project: 'abcdef' },
    ],
    backups: [
      backup({
        ...{ slug: 'assets' },
        origin: { kind: 'source', source: 'assets', prefix: 'backups/' },
      }),
      backup({ ...{ slug: 'auth' }, origin: { kind: 'source', source: 'supabase' } }),
    ],
    platformReleases: [{ source: 'platform', releaseId: 'shop v1.2.0', version: 'v1.2.0' }],
  },
  'digitalocean-app-platform': {
    ...nothing,
    hosting: {
      kind: 'digitalocean-app-platform',
      target: { appName: 'shop', region: 'fra', components: { api: {}, worker: {} } },
    },
    sources: [{ kind: 'digitalocean-database', slug: 'db', cluster: 'shop-db' }],
    backups: [backup({ origin: { kind: 'source', source: 'db' } })],
    platformReleases: [{ source: 'platform', releaseId: 'b6bdf840', version: 'v1.2.0' }],
  },
  vercel: {
    ...nothing,
    hosting: { kind: 'vercel', target: { project: 'shop-web' } },
    platformReleases: [{ source: 'platform', releaseId: 'dpl_456', version: null }],
  },
  runbook: {
    ...nothing,
    runbooks: [
      {
        title: 'Minimal deploy',
        steps: [
          { text: 'Go there', command: 'cd /opt/shop' },
          { text: 'Tell the others', command: null },
        ],
      },
    ],
  },
}
