import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { testEncryptionKeys } from '#tests/setup/encryption-keys.ts'
import { organisation, repository, type StandIn, workflows } from './stand-in.ts'

export type Settings = Readonly<Record<string, string>>

export const stageSlugs = {
  plain: Array.from({ length: 18 }, (_, index) => `stage-${index + 1}`),
  gated: 'gated',
} as const

const toCanary = (name: string) => `canary-${name}-${randomBytes(18).toString('hex')}`

/** Settings of all processes of a case. Every secret is a value that occurs nowhere else. */
export function createSettings(databaseUrl: string, standIn: StandIn, home: string): Settings {
  return {
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: 'http://127.0.0.1:4321',
    NEXTAUTH_SECRET: toCanary('session'),
    LEITSTAND_SECRET: toCanary('derivation'),
    LEITSTAND_ENCRYPTION_KEYS: testEncryptionKeys,
    GITHUB_API_URL: standIn.server.apiUrl,
    GITHUB_WEB_URL: standIn.server.webUrl,
    GITHUB_APP_ID: standIn.appId,
    GITHUB_APP_PRIVATE_KEY: standIn.privateKey,
    GITHUB_OAUTH_CLIENT_ID: 'portal',
    GITHUB_OAUTH_CLIENT_SECRET: toCanary('oauth'),
    GITHUB_WEBHOOK_SECRET: toCanary('webhook'),
    ROLE_MAPPING: ['viewer', 'engineer', 'lead', 'admin']
      .map((role) => `${organisation}/${role}s=${role}`)
      .join(';'),
    CATALOG_SOURCES: `folder:${writeCatalog(home)}`,
    CATALOG_INTERVAL_SECONDS: '86400',
    DEPLOYMENT_POLL_SECONDS: '0.5',
    DEPLOYMENT_SEARCH_SECONDS: '3',
  }
}

/** What must never be seen outside of the settings. */
export function listCanaries(settings: Settings): readonly string[] {
  const password = new URL(settings.DATABASE_URL ?? '').password
  const keyLine = settings.GITHUB_APP_PRIVATE_KEY?.split('\n')[1]
  const values = Object.values(settings).filter((value) => value.startsWith('canary-'))
  return [...values, password, keyLine].flatMap((value) => (value ? [value] : []))
}

/** Stages without probes: a deployment that is not measured ends with its run. */
function writeCatalog(home: string): string {
  const folder = join(home, 'catalog')
  mkdirSync(folder)
  const stages = [
    ...stageSlugs.plain.map((slug) => toStage(slug, workflows.plain)),
    toStage(stageSlugs.gated, workflows.gated),
  ]
  const file = `apiVersion: leitstand/v1
system: shop
name: Shop
team: store
repository: ${repository}
components:
  - { slug: api, name: API, kind: api }
stages:
${stages.join('')}`
  writeFileSync(join(folder, 'leitstand.yaml'), file)
  return folder
}

const toStage = (slug: string, workflow: string) => `  - slug: ${slug}
    risk: staging
    deploy: { workflow: ${workflow}, ref: main, inputs: { stage: ${slug} } }
`
