import 'server-only'
import { getDb } from '#lib/core/db.ts'
import { readCredential } from '#lib/credentials/index.ts'
import type { AdapterMember } from './define-kind.ts'
import { HostingError } from './failure.ts'
import { openAdapter } from './open-adapter.ts'
import type { PlatformAdapter } from './port.ts'
import { findKind } from './registry.ts'
import { type StageSource, toStageSources } from './stage-sources.ts'

/** Everybody the catalog names who can be asked about a stage; empty for one that does not exist. */
export async function listStageSources(stageId: string): Promise<readonly StageSource[]> {
  const stage = await getDb().stage.findUnique({
    where: { id: stageId },
    select: {
      ...{ hostingKind: true, hostingTarget: true, sources: true, logs: true },
      system: {
        select: { components: { where: { removedAt: null }, orderBy: { position: 'asc' } } },
      },
    },
  })
  if (!stage) return []
  const components = stage.system.components.map(({ slug }) => slug)
  return toStageSources({ ...stage, components })
}

/** Those of them that have this ability. */
export async function listSourcesWith(
  stageId: string,
  member: AdapterMember,
): Promise<readonly StageSource[]> {
  const sources = await listStageSources(stageId)
  return sources.filter(({ kind }) => findKind(kind)?.members.includes(member))
}

/** The adapter for one source of a stage. Throws `HostingError`, `not_configured` for one the catalog does not name. */
export async function openStageAdapter(stageId: string, source: string): Promise<PlatformAdapter> {
  const sources = await listStageSources(stageId)
  const found = sources.find((candidate) => candidate.source === source)
  if (!found) {
    throw new HostingError('not_configured', `The catalog names no source "${source}" any more.`)
  }
  return openAdapter(found, { readCredential })
}
