import 'server-only'
import { z } from 'zod'
import { getDb, type Tx } from '#lib/core/db.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { DeploymentKind, DeploymentState, StateReason } from '../vocabulary.ts'

type Row = Prisma.DeploymentGetPayload<object>

/** A deployment as the background steps work on it. `fence` proves at each write that nobody wrote in between. */
export interface TrackedDeployment extends Omit<Row, 'state' | 'stateReason' | 'kind'> {
  readonly state: DeploymentState
  readonly stateReason: StateReason | null
  readonly kind: DeploymentKind
  readonly systemId: string
  /** `system/stage`, the key under which readers hear of changes. */
  readonly stageKey: string
  /** `owner/name`; null when the catalog names none any more. */
  readonly repository: string | null
  readonly verifyWithinSeconds: number
}

const deployTimes = z
  .object({ verifyWithinSeconds: z.number() })
  .catch({ verifyWithinSeconds: 300 })

/** Where a deployment belongs, as the catalog says now. */
interface Place {
  readonly systemId: string
  readonly stageKey: string
  readonly repository: string | null
  readonly deploy: unknown
  /** The transaction's time on the clock all processes share. */
  readonly now: Date
}

/** Null when there is no such deployment. */
export async function findTracked(id: string, tx?: Tx): Promise<TrackedDeployment | null> {
  const row = await (tx ?? getDb()).deployment.findUnique({ where: { id } })
  const place = row && (await findPlace(id, tx))
  return place && toTracked(row, place)
}

/** One read for stage, system and time: the way to GitHub waits for it. */
export async function findPlace(deploymentId: string, tx?: Tx): Promise<Place | null> {
  const [place] = await (tx ?? getDb()).$queryRaw<Place[]>`
    SELECT s.id AS "systemId", s.slug || '/' || g.slug AS "stageKey",
           s.repository_owner || '/' || s.repository_name AS repository, g.deploy, now() AS now
    FROM deployment d JOIN stage g ON g.id = d.stage_id JOIN system s ON s.id = g.system_id
    WHERE d.id = ${deploymentId}::uuid`
  return place ?? null
}

export function toTracked(
  row: Row,
  { systemId, stageKey, repository, deploy }: Place,
): TrackedDeployment {
  return {
    ...row,
    // Safe because these columns are written from the same unions only.
    state: row.state as DeploymentState,
    stateReason: row.stateReason as StateReason | null,
    kind: row.kind as DeploymentKind,
    systemId,
    stageKey,
    repository,
    verifyWithinSeconds: deployTimes.parse(deploy).verifyWithinSeconds,
  }
}
