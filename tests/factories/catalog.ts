import { getDb } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'

export interface StageOptions {
  readonly system?: string
  readonly team?: string
  readonly stage?: string
  readonly risk?: 'development' | 'staging' | 'production'
  readonly repository?: { readonly owner: string; readonly name: string } | null
  readonly deploy?: object | null
}

const deploy = {
  workflow: 'deploy.yml',
  ref: 'main',
  commitInput: 'commit',
  correlationInput: 'portal_run_id',
  inputs: {},
  verifyWithinSeconds: 60,
}

/** A stage with its system, team, source and empty state, as the catalog would store them. */
export async function createStage(options: StageOptions = {}) {
  const db = getDb()
  const suffix = newId().slice(0, 8)
  const teamSlug = options.team ?? `team-${suffix}`
  const slug = options.system ?? `system-${suffix}`
  const repository =
    options.repository === undefined ? { owner: 'acme', name: slug } : options.repository
  const team = await db.team.upsert({
    where: { slug: teamSlug },
    create: { slug: teamSlug, name: teamSlug },
    update: {},
  })
  const source = await db.catalogSource.create({ data: { kind: 'folder', location: newId() } })
  const system = await db.system.upsert({
    where: { slug },
    create: {
      slug,
      name: slug,
      teamId: team.id,
      sourceId: source.id,
      sourceFile: 'leitstand.yaml',
      format: 'leitstand',
      repositoryOwner: repository?.owner ?? null,
      repositoryName: repository?.name ?? null,
    },
    update: {},
  })
  const position = await db.stage.count({ where: { systemId: system.id } })
  return db.stage.create({
    data: {
      systemId: system.id,
      slug: options.stage ?? 'production',
      name: options.stage ?? 'Production',
      position,
      risk: options.risk ?? 'production',
      deploy: options.deploy === null ? undefined : (options.deploy ?? deploy),
      state: { create: { systemId: system.id } },
    },
    include: { system: { include: { team: true } }, state: true },
  })
}
