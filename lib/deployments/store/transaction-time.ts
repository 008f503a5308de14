import 'server-only'
import type { Tx } from '#lib/core/db.ts'

/** The transaction's time on the clock all processes share. */
export async function readTransactionTime(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT now() AS now`
  if (!row) throw new Error('The database did not tell the time.')
  return row.now
}
