import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { startAws } from '#sandbox/aws/index.ts'
import { logHost, startDigitalOcean } from '#sandbox/digitalocean/index.ts'
import { readSource } from '#sandbox/systems/build-repository.ts'
import { type SlowProvider, startSlowProvider } from './slow-provider.ts'

export const awsKey = {
  accessKeyId: 'AKIABENCHPORTAL00001',
  secretAccessKey: 'a-secret-access-key-of-this-bench-only-x',
}
export const digitaloceanToken = 'dop_v1_of_this_bench_only'
export const region = 'eu-central-1'
export const group = '/bench/api'
export const account = 'bench'
/** Lines each of them holds of the last hour. */
export const heldLines = 2_000

/** Two platforms that hold lines, with the way to them. */
export interface Providers {
  readonly aws: SlowProvider
  readonly digitalocean: SlowProvider
  readonly appId: string
  /** What makes a portal ask them. */
  readonly settings: Readonly<Record<string, string>>
  /** Lines of a stage's catalog entry. */
  readonly catalog: { readonly logs: readonly string[]; readonly hosting: readonly string[] }
  close(): Promise<void>
}

export async function startProviders(folder: string): Promise<Providers> {
  mkdirSync(folder, { recursive: true })
  const [aws, app] = await Promise.all([openAws(folder), openDigitalOcean(folder)])
  const [awsWay, appWay] = await Promise.all([
    startSlowProvider(Number(new URL(aws.url).port)),
    startSlowProvider(app.port),
  ])
  const { appId } = app.app.store.state
  return {
    ...{ aws: awsWay, digitalocean: appWay, appId },
    settings: {
      AWS_ENDPOINT_URL: awsWay.url,
      DIGITALOCEAN_API_URL: appWay.url,
      OUTBOUND_CONNECT_TO: `${logHost}:80=127.0.0.1:${appWay.port}`,
    },
    catalog: {
      logs: [
        '    logs:',
        `      - { kind: aws-cloudwatch, slug: cloudwatch, region: ${region}, accountAlias: ${account}, group: ${group}, component: api }`,
      ],
      hosting: [
        '    hosting:',
        '      kind: digitalocean-app-platform',
        `      target: { appId: ${appId}, region: fra, accountAlias: ${account} }`,
      ],
    },
    async close() {
      awsWay.close()
      appWay.close()
      await Promise.all([aws.close(), app.close()])
    },
  }
}

const listLines = (): readonly { readonly at: number; readonly message: string }[] => {
  const startMs = Date.now() - 50 * 60_000
  return Array.from({ length: heldLines }, (_, index) => ({
    at: startMs + index * 1_000,
    message: `GET /api/orders/${index} answered 200 in ${index % 900} ms`,
  }))
}

async function openAws(folder: string) {
  const aws = await startAws({
    folder: join(folder, 'aws'),
    stages: {
      findReport: () => null,
      getSettings: () => ({}),
      deploy: () => Promise.reject(new Error('Nothing can be deployed here.')),
      listBuilt: async () => [],
    },
    users: [{ name: 'leitstand', ...awsKey }],
    roles: [],
  })
  aws.content.logs.createGroup(group)
  aws.content.logs.append(
    group,
    listLines().map((line) => ({ stream: 'api-1', ...line })),
  )
  return aws
}

async function openDigitalOcean(folder: string) {
  const dataFolder = join(folder, 'digitalocean')
  mkdirSync(dataFolder, { recursive: true })
  const logFile = join(dataFolder, 'api.log')
  const text = listLines().map(({ at, message }) => `${new Date(at).toISOString()} ${message}\n`)
  writeFileSync(logFile, text.join(''))
  const deployedAt = new Date(Date.now() - 3_600_000).toISOString()
  const release = { commit: 'a'.repeat(40), version: '1.0.0', deployedAt }
  return startDigitalOcean({
    ...{ folder: dataFolder, token: digitaloceanToken },
    spec: parse(readSource('hackthestudy').get('app.spec.yml') ?? ''),
    stage: {
      report: () => ({ system: 'app', stage: 'production', release, parts: {}, processes: [] }),
      deploy: () => Promise.reject(new Error('Nothing can be deployed here.')),
      settings: {},
      findLogFile: () => logFile,
      dataFolder,
    },
  })
}
