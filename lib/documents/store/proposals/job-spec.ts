import { z } from 'zod'

/** The job that carries a proposal to the repository; told apart from its body so that saving can enqueue it. */
export const pushProposalSpec = {
  name: 'documents.push-proposal',
  payload: z.object({ proposalId: z.uuid() }),
} as const

const lanes = 4

/** One proposal is never carried by two workers at once, and many do not take every worker. */
export function toLane(proposalId: string): string {
  return `documents-push-${Number.parseInt(proposalId.slice(-2), 16) % lanes}`
}
