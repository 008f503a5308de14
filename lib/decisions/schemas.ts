import { z } from 'zod'
import { documentEditSchema } from '#lib/documents/schemas.ts'
import { decisionStatuses } from '#lib/documents/words.ts'

const slug = z
  .string()
  .max(63)
  .regex(/^[a-z0-9](?:-?[a-z0-9])*$/, 'is not a valid name')

const reason = z
  .string()
  .trim()
  .min(3, 'say in a few words why')
  .max(1_000, 'must have at most 1,000 characters')

const version = z.int().min(1, 'is the number of a version')
const numberText = z
  .string()
  .regex(/^\d{1,9}$/, 'is a number')
  .transform(Number)

/** As in addresses; a trailing `.md` asks for the text. */
export const DecisionPath = z.strictObject({ id: z.string().min(1).max(120) })
export type DecisionPath = z.output<typeof DecisionPath>

export const DecisionVersionPath = DecisionPath.extend({ n: numberText })
export const DiffVersionsQuery = z.strictObject({ from: numberText, to: numberText })

export const decisionSorts = [
  'relevance',
  'newest',
  'updated',
  'review',
  'number',
  'title',
] as const
export const reviewFilters = ['due', 'soon', 'set', 'none'] as const

const statusList = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(decisionStatuses)).min(1))

/** What narrows and orders the list of records. */
export const ListDecisionsQuery = z.strictObject({
  q: z.string().trim().max(200, 'must have at most 200 characters').optional(),
  /** One or several, separated by commas. */
  status: statusList.optional(),
  /** Part of the name of somebody who decides. */
  decider: z.string().trim().max(100).optional(),
  system: slug.optional(),
  /** Slug of a stage; together with `system`. */
  stage: slug.optional(),
  review: z.enum(reviewFilters).optional(),
  /** `true`: only accepted ones whose assumptions broke. */
  broken: z.enum(['true']).optional(),
  /** Default: `relevance` for a search, else `newest`. */
  sort: z.enum(decisionSorts).optional(),
  cursor: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListDecisionsQuery = z.output<typeof ListDecisionsQuery>

/** A new record: as a whole text, or as the fields a template is filled with. */
export const CreateDecisionInput = z
  .strictObject({
    content: z.string().optional(),
    title: z.string().trim().min(3).max(300).optional(),
    /** Default: the next number of the system, `DEC-021` after `DEC-020`. */
    number: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, 'is a number such as DEC-021')
      .optional(),
    language: z.enum(['de', 'en']).default('de'),
    context: z.string().max(20_000).optional(),
    options: z.array(z.string().trim().min(1).max(300)).max(20).default([]),
    deciders: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
    system: slug.optional(),
    home: z.enum(['portal', 'repository']).default('portal'),
    /** Needed for a record of the repository. */
    path: z.string().max(300).optional(),
    reason: reason.optional(),
  })
  .refine(({ content, title }) => (content === undefined) !== (title === undefined), {
    message: 'needs either the whole text as content, or a title',
    path: ['title'],
  })
export type CreateDecisionInput = z.output<typeof CreateDecisionInput>

/** The whole text or changes of it, and the version they were made from. */
export const EditDecisionInput = z
  .strictObject({
    content: z.string().optional(),
    edits: z.array(documentEditSchema).min(1).max(100).optional(),
    baseVersion: version,
    reason: reason.optional(),
  })
  .refine(({ content, edits }) => (content === undefined) !== (edits === undefined), {
    message: 'needs either content or edits',
    path: ['content'],
  })
export type EditDecisionInput = z.output<typeof EditDecisionInput>

/** So many files at once. */
export const maxImportFiles = 2_000

/** A file as text, or as base64 where its encoding is not certain. */
const fileToImport = z
  .strictObject({
    path: z.string().max(500),
    content: z.string().optional(),
    base64: z.base64('is not base64').optional(),
  })
  .refine(({ content, base64 }) => (content === undefined) !== (base64 === undefined), {
    message: 'needs either content or base64',
    path: ['content'],
  })

export const ImportDecisionsInput = z.strictObject({
  files: z
    .array(fileToImport)
    .min(1, 'needs at least one file')
    .max(maxImportFiles, `takes at most ${maxImportFiles} files at once`),
  system: slug.optional(),
})
export type ImportDecisionsInput = z.output<typeof ImportDecisionsInput>

export const SaveDraftInput = z.strictObject({ content: z.string(), baseVersion: version })
export type SaveDraftInput = z.output<typeof SaveDraftInput>

export const DecideInput = z.strictObject({
  outcome: z.enum(['accepted', 'rejected']),
  /** Key of the option; default: the one the text names. */
  option: z.string().max(200).optional(),
  /** Needed when something is missing for the decision. */
  reason: reason.optional(),
  reviewOn: z.iso.date('is not a real date').optional(),
  baseVersion: version,
})
export type DecideInput = z.output<typeof DecideInput>

export const SupersedeInput = z.strictObject({
  /** Id of the record that takes its place. */
  by: z.string().min(1).max(120),
  reason,
})
export type SupersedeInput = z.output<typeof SupersedeInput>

export const MoveDecisionInput = z.discriminatedUnion('home', [
  z.strictObject({ home: z.literal('repository'), path: z.string().max(300), reason }),
  z.strictObject({ home: z.literal('portal'), reason }),
])

export const ResolveDecisionInput = z.strictObject({
  content: z.string(),
  baseVersion: version,
  reason: reason.optional(),
})
