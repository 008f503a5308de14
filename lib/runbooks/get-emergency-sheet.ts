import 'server-only'
import { getStageSubject, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { listRollbackTargets } from '#lib/deployments/index.ts'
import { getGitHub } from '#lib/github/index.ts'
import { rollbackTargetsReadingSchema } from '#lib/hosting/schemas.ts'
import type { SheetQuery, StagePath } from './schemas.ts'
import type { SheetFacts } from './sheet/facts.ts'
import { toSheetHtml, toSheetMarkdown } from './sheet/render.ts'
import { storedSteps } from './stored.ts'

export interface EmergencySheet {
  readonly text: string
  readonly contentType: string
  readonly fileName: string
}

/** What to do on a stage while the portal is down, to be kept somewhere else. */
export async function getEmergencySheet(
  ctx: Context,
  path: StagePath,
  { language, format }: SheetQuery,
): Promise<EmergencySheet> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const facts = await readSheetFacts(ctx, subject)
  const fileName = `${path.system}-${path.stage}.${format}`
  return format === 'html'
    ? {
        text: toSheetHtml(facts, language, ctx.now()),
        contentType: 'text/html; charset=utf-8',
        fileName,
      }
    : {
        text: toSheetMarkdown(facts, language, ctx.now()),
        contentType: 'text/markdown; charset=utf-8',
        fileName,
      }
}

async function readSheetFacts(ctx: Context, subject: StageSubject): Promise<SheetFacts> {
  const { stageId, systemId, systemSlug, systemName, stageSlug, stageName } = subject
  const db = getDb()
  const [stage, targets, readings, backups, runbooks] = await Promise.all([
    db.stage.findUniqueOrThrow({
      where: { id: stageId },
      select: { hostingKind: true, hostingTarget: true, sources: true, logs: true },
    }),
    listRollbackTargets(ctx, { system: systemSlug, stage: stageSlug }),
    db.reading.findMany({ where: { stageId, fact: 'rollback-targets' } }),
    db.backupPolicy.findMany({ where: { stageId, removedAt: null }, orderBy: { slug: 'asc' } }),
    db.runbook.findMany({
      where: { systemId, removedAt: null, symptom: { in: ['deploy', 'migration'] } },
      orderBy: { position: 'asc' },
    }),
  ])
  return {
    system: { slug: systemSlug, name: systemName },
    stage: { slug: stageSlug, name: stageName, url: subject.url },
    repository: toRepository(subject),
    deploy: subject.deploy,
    hosting: stage.hostingKind ? { kind: stage.hostingKind, target: stage.hostingTarget } : null,
    sources: toList(stage.sources),
    logs: toList(stage.logs),
    backups: backups.map(({ slug, component, covers, origin }) => ({
      ...{ slug, component, origin },
      covers: covers === 'files' ? ('files' as const) : ('database' as const),
    })),
    running: targets.running,
    versions: toVersions(targets.targets),
    platformReleases: readings.flatMap(toReleases),
    runbooks: runbooks.map(({ title, steps }) => ({
      title,
      steps: storedSteps.parse(steps).map(({ text, command }) => ({
        text: redactSecrets(text),
        command: command === null ? null : redactSecrets(command),
      })),
    })),
  }
}

function toRepository({ repository }: StageSubject): string | null {
  if (!repository) return null
  const { hostname } = new URL(getGitHub().webUrl)
  const name = `${repository.owner}/${repository.name}`
  return hostname === 'github.com' ? name : `${hostname}/${name}`
}

const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const verdicts = ['healthy', 'unknown', 'unhealthy']

/** What ran here before, the healthy ones first and the newest of them at the top. */
function toVersions(
  targets: Awaited<ReturnType<typeof listRollbackTargets>>['targets'],
): SheetFacts['versions'] {
  return targets
    .filter(({ isRunning }) => !isRunning)
    .toSorted((a, b) => verdicts.indexOf(a.health.verdict) - verdicts.indexOf(b.health.verdict))
    .map(({ version, commitSha, ranFrom, health }) => ({
      ...{ version, commitSha, ranFrom },
      verdict: health.verdict,
    }))
}

function toReleases({ source, value }: { readonly source: string; readonly value: unknown }) {
  const { data } = rollbackTargetsReadingSchema.safeParse(value)
  return (data?.targets ?? []).map(({ releaseId, version }) => ({ source, releaseId, version }))
}
