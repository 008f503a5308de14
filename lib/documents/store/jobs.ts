import 'server-only'
import { z } from 'zod'
import { getEnv } from '#lib/core/env.ts'
import { getGitHub } from '#lib/github/index.ts'
import { defineJob } from '#lib/jobs/define-job.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'
import { followProposals, retryProposals } from './proposals/follow-proposals.ts'
import { pushProposalSpec } from './proposals/job-spec.ts'
import { pushProposal } from './proposals/push-proposal.ts'
import { listReadingSystems } from './repository/load-reading.ts'
import { readRepositoryDocuments } from './repository/read-repository.ts'

const pushProposalJob = defineJob({
  ...pushProposalSpec,
  timeoutMs: 90_000,
  run: (ctx, { proposalId }, signal) => pushProposal(ctx, getGitHub(), proposalId, signal),
})

const readRepositoryJob = defineJob({
  name: 'documents.read-repository',
  payload: z.object({ systemId: z.uuid() }),
  // What was read of a large repository is kept; the next round goes on from there.
  timeoutMs: 300_000,
  run: (ctx, { systemId }, signal) => readRepositoryDocuments(ctx, getGitHub(), systemId, signal),
})

/** Reads every repository, follows open pull requests and takes up what was left lying. */
const refreshDocumentsJob = defineJob({
  name: 'documents.refresh',
  payload: z.object({}),
  cron: '* * * * *',
  run: async (ctx, _payload, signal) => {
    const merged = await followProposals(ctx, getGitHub(), signal)
    const behind = await retryProposals()
    // Half a round early: what was read a moment after the minute would otherwise wait for one round more.
    const age = getEnv().CATALOG_INTERVAL_SECONDS * 1_000 - 30_000
    const all = await listReadingSystems({ readBefore: new Date(ctx.now().getTime() - age) })
    for (const systemId of new Set([...merged, ...behind, ...all])) await enqueueReading(systemId)
  },
})

export const documentJobs = [pushProposalJob, readRepositoryJob, refreshDocumentsJob]

/** Has the documents of a repository read now, on a push for example. Safe to call for any repository. */
export async function enqueueDocumentsOfRepository(repository: string): Promise<void> {
  for (const systemId of await listReadingSystems({ repository })) await enqueueReading(systemId)
}

const lanes = 2

function enqueueReading(systemId: string): Promise<void> {
  const queue = `documents-read-${Number.parseInt(systemId.slice(-2), 16) % lanes}`
  return enqueueJob(
    null,
    readRepositoryJob,
    { systemId },
    { key: `documents.read:${systemId}`, queue },
  )
}
