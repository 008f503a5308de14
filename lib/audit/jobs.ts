import { z } from 'zod'
import { defineJob } from '#lib/jobs/define-job.ts'
import { verifyAuditChain } from './verify-audit-chain.ts'

const timeoutMs = 30 * 60_000

/**
 * Checks the trail every night and writes its newest entry into the log. The log lies outside the database, so the
 * line is an anchor: `npm run audit -- verify --anchor SEQ:HASH` finds out whether entries were cut off since.
 */
export const verifyAuditChainJob = defineJob({
  name: 'audit.verify-chain',
  payload: z.object({}),
  cron: '17 3 * * *',
  timeoutMs,
  async run(ctx) {
    const verdict = await verifyAuditChain(ctx)
    if (verdict.isIntact) {
      const { head, entries } = verdict
      ctx.logger.info({ entries, anchor: head && `${head.seq}:${head.hash}` }, 'audit trail intact')
    } else {
      ctx.logger.error({ seq: String(verdict.seq), reason: verdict.reason }, 'audit trail broken')
    }
  },
})

export const auditJobs = [verifyAuditChainJob] as const
