import 'server-only'
import { getDb } from '#lib/core/db.ts'

/** A stage that a workflow deploys to. */
export interface WorkflowStage {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly systemId: string
  readonly systemSlug: string
  readonly workflow: string
  /** Since when the portal knows the system; older runs are history it never saw. */
  readonly knownSince: Date
}

interface Workflow {
  readonly repository: string
  readonly workflow: string
}

/** The stages a workflow of a repository deploys to, in their order. */
export async function listWorkflowStages(watched: Workflow): Promise<readonly WorkflowStage[]> {
  const [owner, name] = watched.repository.split('/')
  const stages = await getDb().stage.findMany({
    where: {
      removedAt: null,
      deploy: { path: ['workflow'], equals: watched.workflow },
      system: {
        removedAt: null,
        repositoryOwner: { equals: owner, mode: 'insensitive' },
        repositoryName: { equals: name, mode: 'insensitive' },
      },
    },
    orderBy: { position: 'asc' },
    select: {
      id: true,
      slug: true,
      name: true,
      system: { select: { id: true, slug: true, createdAt: true } },
    },
  })
  return stages.map(({ system, ...stage }) => ({
    ...stage,
    systemId: system.id,
    systemSlug: system.slug,
    workflow: watched.workflow,
    knownSince: system.createdAt,
  }))
}

/** Every workflow that deploys some stage of the catalog, each once. */
export async function listWatchedWorkflows(): Promise<readonly Workflow[]> {
  return getDb().$queryRaw<Workflow[]>`
    SELECT DISTINCT y.repository_owner || '/' || y.repository_name AS repository, g.deploy->>'workflow' AS workflow
    FROM stage g JOIN system y ON y.id = g.system_id
    WHERE g.removed_at IS NULL AND y.removed_at IS NULL AND g.deploy->>'workflow' IS NOT NULL
      AND y.repository_owner IS NOT NULL AND y.repository_name IS NOT NULL
    ORDER BY 1, 2`
}
