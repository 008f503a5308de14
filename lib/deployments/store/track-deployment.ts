import 'server-only'
import { z } from 'zod'
import { getDb, type Tx } from '#lib/core/db.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { DeploymentKind, DeploymentState, StateReason } from '../vocabulary.ts'

const trackedSelect = {
  stage: {
    select: {
      slug: true,
      deploy: true,
      system: {
        select: { id: true, slug: true, repositoryOwner: true, repositoryName: true },
      },
    },
  },
} as const satisfies Prisma.DeploymentInclude

type Row = Prisma.DeploymentGetPayload<{ include: typeof trackedSelect }>

/** A deployment as the background steps work on it. `fence` proves at each write that nobody wrote in between. */
export interface TrackedDeployment extends Omit<Row, 'state' | 'stateReason' | 'kind' | 'stage'> {
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

/** Null when there is no such deployment. */
export async function findTracked(id: string, tx?: Tx): Promise<TrackedDeployment | null> {
  const row = await (tx ?? getDb()).deployment.findUnique({
    where: { id },
    include: trackedSelect,
  })
  return row && toTracked(row)
}

function toTracked({ stage, ...row }: Row): TrackedDeployment {
  const { system } = stage
  const { repositoryOwner: owner, repositoryName: name } = system
  return {
    ...row,
    // Safe because these columns are written from the same unions only.
    state: row.state as DeploymentState,
    stateReason: row.stateReason as StateReason | null,
    kind: row.kind as DeploymentKind,
    systemId: system.id,
    stageKey: `${system.slug}/${stage.slug}`,
    repository: owner && name ? `${owner}/${name}` : null,
    verifyWithinSeconds: deployTimes.parse(stage.deploy).verifyWithinSeconds,
  }
}
