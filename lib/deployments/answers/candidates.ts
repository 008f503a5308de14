import { z } from 'zod'
import { blockerSchema } from './common.ts'

const moment = z.iso.datetime()

const checksStateSchema = z.enum(['passing', 'failing', 'running', 'none', 'unknown'])
export type ChecksState = z.output<typeof checksStateSchema>

/** Continuous integration of a commit. */
const checksViewSchema = z.object({
  state: checksStateSchema,
  failing: z.array(z.string()).readonly(),
  url: z.string().nullable(),
})
export type ChecksView = z.output<typeof checksViewSchema>

const commitViewSchema = z.object({
  sha: z.string(),
  subject: z.string(),
  author: z.string(),
  committedAt: moment.nullable(),
  url: z.string().nullable(),
})
export type CommitView = z.output<typeof commitViewSchema>

/** A tag, branch or commit that can be picked; `ref` is what to send. */
export const deployCandidateSchema = z.object({
  kind: z.enum(['tag', 'branch', 'commit']),
  ref: z.string(),
  commit: commitViewSchema,
  checks: checksViewSchema
    .nullable()
    .describe('Null when it was not asked for; `deploy-options/candidate` asks'),
  isRunning: z.boolean(),
})
export type DeployCandidate = z.output<typeof deployCandidateSchema>

const rangeDirectionSchema = z.enum([
  'first',
  'same',
  'forwards',
  'backwards',
  'diverged',
  'unknown',
])
export type RangeDirection = z.output<typeof rangeDirectionSchema>

const pullRequestViewSchema = z.object({
  number: z.int(),
  title: z.string(),
  author: z.string().nullable(),
  url: z.string().nullable(),
})
export type PullRequestView = z.output<typeof pullRequestViewSchema>

/** The commits between what runs and what is picked; for a way back, those that would be undone. */
export const commitRangeSchema = z.object({
  direction: rangeDirectionSchema,
  from: z.string().nullable(),
  to: z.string().nullable(),
  commits: z.array(commitViewSchema).readonly().describe('Newest first'),
  commitCount: z.int(),
  truncated: z.boolean().describe('GitHub stops listing at 250: there are at least this many'),
  pullRequests: z.array(pullRequestViewSchema).readonly(),
  url: z.string().nullable(),
})
export type CommitRange = z.output<typeof commitRangeSchema>

/** What picking one ref means: the commit, its CI, the way from what runs now, and what speaks against it. */
export const candidateDetailSchema = z.object({
  candidate: deployCandidateSchema,
  range: commitRangeSchema,
  blockers: z.array(blockerSchema).readonly(),
})
export type CandidateDetail = z.output<typeof candidateDetailSchema>
