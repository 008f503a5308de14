import type { Tx } from '#lib/core/db.ts'
import type { Connection } from './list-connections.ts'
import { accessFact } from './reading-facts.ts'
import type { CredentialAddress } from './schemas.ts'

/** Has asked again soon what a new credential may change: its rights, and everything that failed with the old one. */
export async function hastenReadings(
  tx: Tx,
  connections: readonly Connection[],
  { platform, account }: CredentialAddress,
): Promise<void> {
  const own = connections.filter((one) => one.platform === platform && one.account === account)
  const keys = JSON.stringify(own.map(({ stageId, source }) => ({ stageId, source })))
  await tx.$executeRaw`
    UPDATE reading SET next_at = clock_timestamp()
    FROM jsonb_to_recordset(${keys}::jsonb) AS own("stageId" uuid, source text)
    WHERE reading.stage_id = own."stageId" AND reading.source = own.source
      AND (reading.fact = ${accessFact} OR reading.failure IS NOT NULL)`
}
