import { getEnv } from '#lib/core/env.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { type CatalogSource, componentSchema, type SystemStage } from './schemas.ts'
import { parseRepositorySetting } from './source-settings.ts'
import {
  missingPieceSchema,
  storedDeploy,
  storedExpectations,
  storedFormat,
  storedLinks,
  storedProblems,
  storedRisk,
} from './stored-schemas.ts'
import { SOURCE_FAILURES } from './words.ts'

/** What the reading verbs select: enough for any view, nothing secret. */
export const systemSelect = {
  id: true,
  slug: true,
  name: true,
  description: true,
  format: true,
  missing: true,
  links: true,
  sourceFile: true,
  repositoryOwner: true,
  repositoryName: true,
  repositoryState: true,
  repositoryNote: true,
  team: { select: { slug: true, name: true } },
  source: true,
  components: {
    where: { removedAt: null },
    orderBy: { position: 'asc' },
    select: { slug: true, name: true, kind: true },
  },
  stages: {
    where: { removedAt: null },
    orderBy: { position: 'asc' },
    select: {
      slug: true,
      name: true,
      position: true,
      risk: true,
      url: true,
      region: true,
      hostingKind: true,
      deploy: true,
      expectations: true,
    },
  },
} as const satisfies Prisma.SystemSelect

export type SystemRow = Prisma.SystemGetPayload<{ select: typeof systemSelect }>

/** The fields that summaries and details share. */
export function toSystemFields(row: SystemRow) {
  return {
    slug: row.slug,
    name: row.name,
    description: row.description,
    team: row.team,
    format: storedFormat.parse(row.format),
    repository: toRepositoryView(row),
    missing: missingPieceSchema.array().parse(row.missing),
  }
}

export function toDetails(row: SystemRow) {
  return {
    links: storedLinks.parse(row.links),
    components: componentSchema.array().parse(row.components),
    stages: row.stages.map(toStageView),
    source: { ...toSourceView(row.source), file: row.sourceFile, problems: ownProblems(row) },
  }
}

export function toStageView(row: SystemRow['stages'][number]): SystemStage {
  const deploy = row.deploy === null ? null : storedDeploy.parse(row.deploy)
  return {
    slug: row.slug,
    name: row.name,
    order: row.position,
    risk: storedRisk.parse(row.risk),
    url: row.url,
    region: row.region,
    hosting: row.hostingKind,
    workflow: deploy && { file: deploy.workflow, ref: deploy.ref },
    loadTimeMs: storedExpectations.parse(row.expectations ?? {}).loadTimeMs ?? null,
  }
}

/** Problems of the system's own file: others in the same source may belong to teams the reader may not see. */
export function ownProblems(row: SystemRow) {
  return storedProblems.parse(row.source.problems).filter(({ file }) => file === row.sourceFile)
}

export function toSourceView(row: SystemRow['source']): Omit<CatalogSource, 'systems'> {
  return {
    kind: row.kind,
    location: row.location,
    readAt: row.readAt?.toISOString() ?? null,
    succeededAt: row.succeededAt?.toISOString() ?? null,
    commitSha: row.commitSha,
    commitUrl: toCommitUrl(row),
    failure: SOURCE_FAILURES.find((known) => known === row.failure) ?? null,
    problems: storedProblems.parse(row.problems),
  }
}

function toCommitUrl({ kind, location, commitSha }: SystemRow['source']): string | null {
  if (kind === 'folder' || kind === 'github-org' || commitSha === null) return null
  return `${toWebUrl(parseRepositorySetting(location).repository)}/commit/${commitSha}`
}

const toWebUrl = (repository: string) =>
  `${getEnv().GITHUB_WEB_URL.replace(/\/$/, '')}/${repository}`

function toRepositoryView(row: SystemRow) {
  const { repositoryOwner: owner, repositoryName: name } = row
  if (owner === null || name === null) return null
  const fullName = `${owner}/${name}`
  return { fullName, url: toWebUrl(fullName), state: row.repositoryState, note: row.repositoryNote }
}
