import { z } from 'zod'
import { PROBLEM_CODES } from './problems.ts'
import { CATALOG_FORMATS, MISSING_PIECES, STAGE_RISKS } from './words.ts'

// Shapes of the JSON columns this domain writes. Reading parses them, so a stale row fails where it is read.

export const storedLinks = z.array(z.object({ title: z.string(), url: z.string() }))

export const storedDeploy = z.object({
  workflow: z.string(),
  ref: z.string(),
  commitInput: z.string(),
  correlationInput: z.string(),
  inputs: z.record(z.string(), z.string()),
  verifyWithinSeconds: z.number(),
})

export const storedExpectations = z.object({
  loadTimeMs: z.number().optional(),
  region: z.string().optional(),
  settings: z.array(z.string()).optional(),
})

export const missingPieceSchema = z.object({
  piece: z.enum(MISSING_PIECES),
  stage: z.string().nullable(),
  component: z.string().nullable(),
})

export const storedRisk = z.enum(STAGE_RISKS)

export const problemSchema = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  code: z.enum(PROBLEM_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  reason: z.string(),
  nearest: z.string().nullable(),
})

export const storedProblems = z.array(problemSchema).catch([])

export const storedFormat = z.enum(CATALOG_FORMATS)
