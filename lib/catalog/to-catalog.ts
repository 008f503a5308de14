import { toDurationMs } from './duration.ts'
import type {
  CatalogFile,
  CatalogFileBackupPolicy,
  CatalogFileProbe,
  CatalogFileStage,
} from './file-schemas.ts'
import { findRepository, toRefName } from './github-names.ts'
import { listMissing } from './list-missing.ts'
import type {
  Catalog,
  CatalogBackupPolicy,
  CatalogDeploy,
  CatalogProbe,
  CatalogStage,
  Place,
} from './types.ts'

export interface CatalogOrigin {
  /** Where the file was read from, if that is known. */
  readonly repository: string | null
  readonly declaredAt: Place
}

/** The file in the shape the product works with. */
export function toCatalog(file: CatalogFile, { repository, declaredAt }: CatalogOrigin): Catalog {
  const catalog: Omit<Catalog, 'missing'> = {
    format: 'leitstand',
    declaredAt,
    slug: file.system,
    name: toName(file.name),
    description: file.description?.normalize('NFC').trim() ?? null,
    team: { slug: file.team, name: file.teamName === undefined ? null : toName(file.teamName) },
    repository: (file.repository && findRepository(file.repository)) ?? repository,
    documents: file.documents,
    links: file.links.map(({ title, url }) => ({ title: toName(title), url })),
    components: file.components.map(({ slug, name, kind }) => ({
      slug,
      name: toName(name ?? slug),
      kind,
    })),
    stages: file.stages.map(toStage),
  }
  return { ...catalog, missing: listMissing(catalog) }
}

function toStage(stage: CatalogFileStage): CatalogStage {
  return {
    slug: stage.slug,
    name: toName(stage.name ?? stage.slug),
    risk: stage.risk,
    url: stage.url ?? null,
    region: stage.region ?? null,
    hosting: stage.hosting ?? null,
    deploy: stage.deploy ? toDeploy(stage.deploy) : null,
    probes: stage.probes.map(toProbe),
    expectations: stage.expectations ?? {},
    sources: stage.sources,
    logs: stage.logs,
    backups: stage.backups.map(toBackupPolicy),
    configuration: stage.configuration ?? null,
  }
}

function toBackupPolicy(policy: CatalogFileBackupPolicy): CatalogBackupPolicy {
  const { schedule, every, grace, rpo, rto, retention, region, restoreTest, ...rest } = policy
  return {
    ...rest,
    schedule: schedule ?? null,
    everySeconds: every === undefined ? null : toSeconds(every),
    graceSeconds: toSeconds(grace),
    rpoSeconds: toSeconds(rpo),
    rtoSeconds: rto === undefined ? null : toSeconds(rto),
    retentionSeconds: retention === undefined ? null : toSeconds(retention),
    region: region ?? null,
    restoreTest: restoreTest
      ? {
          everySeconds: toSeconds(restoreTest.every),
          run: restoreTest.run,
          sentinels: restoreTest.sentinels,
        }
      : null,
  }
}

function toDeploy(deploy: NonNullable<CatalogFileStage['deploy']>): CatalogDeploy {
  const { verifyWithin, ref, ...rest } = deploy
  return { ...rest, ref: toRefName(ref), verifyWithinSeconds: toSeconds(verifyWithin) }
}

function toProbe(probe: CatalogFileProbe): CatalogProbe {
  const { slug, component } = probe
  if (probe.kind === 'heartbeat') {
    return {
      kind: probe.kind,
      slug,
      component,
      periodSeconds: probe.period === undefined ? null : toSeconds(probe.period),
      schedule: probe.schedule ?? null,
      graceSeconds: toSeconds(probe.grace),
      timeZone: probe.timeZone,
    }
  }
  const pace = {
    slug,
    component,
    intervalSeconds: toSeconds(probe.interval),
    timeoutMs: toDurationMs(probe.timeout),
    retries: probe.retries,
  }
  if (probe.kind === 'tcp') return { kind: probe.kind, ...pace, host: probe.host, port: probe.port }
  const { expect, version } = probe
  return {
    kind: probe.kind,
    ...pace,
    url: probe.url,
    expect: {
      status: expect?.status ?? 200,
      maxDurationMs: expect?.maxDurationMs ?? null,
      json: expect?.json ?? [],
      certificateDaysLeft: expect?.certificateDaysLeft ?? null,
    },
    version: version ? { path: version.path, commitPath: version.commitPath ?? null } : null,
  }
}

const toSeconds = (duration: string) => toDurationMs(duration) / 1_000

const toName = (text: string) => text.normalize('NFC').trim()
