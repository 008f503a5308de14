import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type AwsStages, type AwsStandIn, type BuiltVersion, startAws } from '../aws/index.ts'
import { findJson, writeJson } from '../files.ts'
import { runOrThrow } from '../host/run-command.ts'
import type { Host } from '../host/start-host.ts'
import type { PortBook } from '../ports.ts'
import { type AwsAccountStage, toAwsContent } from './aws-account.ts'
import { toRepositoryPath } from './build-repositories.ts'
import { easysks } from './easysks.ts'
import { keepAwsAccount } from './keep-aws-account.ts'
import { whatsgonow } from './whatsgonow.ts'

export interface AwsAccountOptions {
  readonly home: string
  readonly repositoriesDir: string
  readonly ports: PortBook
  readonly host: Pick<Host, 'findStage'>
}

export interface AwsAccount {
  readonly aws: AwsStandIn
  /** What the product signs in with: keys, and the role it takes. */
  readonly credential: AwsAccountCredential
  stop(): Promise<void>
}

const Keys = z.strictObject({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  externalId: z.string(),
})

export interface AwsAccountCredential extends z.infer<typeof Keys> {
  readonly roleArn: string
}

const roleName = 'leitstand'

/** Starts the account that easysks and whatsgonow run in, over their real processes. */
export async function startAwsAccount(options: AwsAccountOptions): Promise<AwsAccount> {
  const folder = join(options.home, 'aws')
  const buckets = join(folder, 'buckets')
  const stages = listAccountStages(options.host)
  const { accessKeyId, secretAccessKey, externalId } = openKeys(folder)
  const aws = await startAws({
    folder,
    stages: toStages(options),
    users: [{ name: 'leitstand-portal', accessKeyId, secretAccessKey }],
    roles: [{ name: roleName, externalId }],
    content: toAwsContent(stages, buckets),
    listen: (server) => options.ports.listen('aws', server),
  })
  const upkeep = await keepAwsAccount(aws.content, stages, buckets)
  const roleArn = `arn:aws:iam::${aws.accountId}:role/${roleName}`
  return {
    aws,
    credential: { accessKeyId, secretAccessKey, externalId, roleArn },
    async stop() {
      await upkeep.stop()
      await aws.close()
    },
  }
}

function listAccountStages(host: AwsAccountOptions['host']): AwsAccountStage[] {
  const systems = [
    { system: 'easysks', stages: easysks.stages },
    { system: 'whatsgonow', stages: whatsgonow.stages },
  ] as const
  return systems.flatMap(({ system, stages }) =>
    stages.flatMap(({ slug }) => {
      const runtime = host.findStage(system, slug)
      if (!runtime) return []
      const { folder, findReleaseFolder } = runtime
      return [{ system, stage: slug, folder, findReleaseFolder }]
    }),
  )
}

function toStages({ host, repositoriesDir }: AwsAccountOptions): AwsStages {
  return {
    findReport: (system, stage) => host.findStage(system, stage)?.report() ?? null,
    getSettings: (system, stage) => host.findStage(system, stage)?.settings ?? {},
    async deploy(system, stage, request) {
      const runtime = host.findStage(system, stage)
      if (!runtime) throw new Error(`There is no stage "${system}/${stage}".`)
      return runtime.deploy(request)
    },
    listBuilt: (system) => listTags(toRepositoryPath(repositoriesDir, system)),
  }
}

/** Every version tag was built when its commit was made. */
async function listTags(repository: string): Promise<BuiltVersion[]> {
  const format = '%(refname:short) %(objectname) %(creatordate:iso-strict)'
  const output = await runOrThrow('git', [
    ...['--git-dir', repository, 'for-each-ref', 'refs/tags/v*'],
    ...['--sort=-creatordate', `--format=${format}`],
  ])
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [version = '', commit = '', builtAt = ''] = line.split(' ')
      return { version, commit, builtAt: new Date(builtAt) }
    })
}

function openKeys(folder: string): z.infer<typeof Keys> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'keys.json')
  const existing = findJson(file)
  if (existing !== null) return Keys.parse(existing)
  const keys = {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    externalId: randomBytes(12).toString('hex'),
  }
  writeJson(file, keys, 0o600)
  return keys
}
