import { join } from 'node:path'
import type { AwsContentOptions } from '../aws/content.ts'
import type { DatabaseInstance } from '../aws/rds/database-store.ts'

/** A stage as far as its account at AWS looks at it. */
export interface AwsAccountStage {
  readonly system: 'easysks' | 'whatsgonow'
  readonly stage: string
  /** Holds data and logs of the stage. */
  readonly folder: string
  readonly findReleaseFolder: () => string | null
}

const region = 'eu-central-1'
const changedAt = new Date('2026-10-05T07:30:00Z')

/** Everything the two systems on AWS keep there besides what runs: see their `leitstand.yaml`. */
export function toAwsContent(
  stages: readonly AwsAccountStage[],
  bucketsFolder: string,
): AwsContentOptions {
  const logistics = stages.filter(({ system }) => system === 'whatsgonow')
  return {
    databases: stages.map(toDatabase),
    buckets: logistics.map(({ stage }) => ({
      ...{ name: toBucketName(stage), region, folder: toBucketFolder(bucketsFolder, stage) },
      ...{ isPublicBlocked: true, isEncrypted: true },
    })),
    distributions: logistics.map(({ stage }) => ({
      ...{ id: distributions[stage] ?? '', bucket: toBucketName(stage), isDeployed: true },
      ...{ hostname: `assets.${stage}.whatsgonow.com`, minimumProtocol: 'TLSv1.2_2021' },
    })),
    secrets: stages.flatMap(({ system, stage }) =>
      secrets[system].map((name) => ({ name: `${system}/${stage}/${name}`, region, changedAt })),
    ),
  }
}

const distributions: Readonly<Record<string, string>> = {
  dev: 'E1DEVWHATSGONO',
  staging: 'E2STGWHATSGONO',
  production: 'E3PRDWHATSGONO',
}

const secrets = {
  easysks: ['DATABASE_URL', 'COGNITO_USER_POOL_ID', 'COGNITO_CLIENT_ID'],
  whatsgonow: ['SUPABASE_URL', 'SUPABASE_ANON_KEY', 'NEXT_PUBLIC_MAPBOX_TOKEN'],
}

export function toDatabaseFile({ system, folder }: AwsAccountStage): string {
  return join(folder, 'data', `${system}.sqlite`)
}

/** Where the log of the component is collected, as the platform names the group. */
export function toLogGroup({ system, stage }: AwsAccountStage) {
  return system === 'easysks'
    ? { name: `/ecs/easysks-${stage}/api`, component: 'api' }
    : {
        name: `/aws/elasticbeanstalk/whatsgonow-${stage}/var/log/web.stdout.log`,
        component: 'frontend',
      }
}

export function toBucketFolder(bucketsFolder: string, stage: string): string {
  return join(bucketsFolder, toBucketName(stage))
}

function toBucketName(stage: string): string {
  return `whatsgonow-${stage}-assets`
}

function toDatabase(stage: AwsAccountStage): DatabaseInstance {
  const isProduction = stage.stage === 'production'
  return {
    identifier: `${stage.system}-${stage.stage}`,
    region,
    engineVersion: '17.5',
    retentionDays: isProduction ? 14 : 7,
    isPublic: false,
    isEncrypted: true,
    file: toDatabaseFile(stage),
  }
}
