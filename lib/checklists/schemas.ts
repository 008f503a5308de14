import { z } from 'zod'
import { listStates } from './words.ts'

const slug = z
  .string()
  .max(63)
  .regex(/^[a-z0-9](?:-?[a-z0-9])*$/, 'is not a valid name')

const id = (what: string) => z.uuid(`is not the id of ${what}`)

const text = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`)

const reason = z
  .string()
  .trim()
  .min(3, 'say in a few words why')
  .max(1_000, 'must have at most 1,000 characters')

const url = z
  .url({ protocol: /^https?$/, error: 'must be a web address with http or https' })
  .max(2_000)

export const ChecklistAddress = z.strictObject({ checklist: id('a checklist') })
export type ChecklistAddress = z.output<typeof ChecklistAddress>

/** Address of a list as JSON, or with `.md` behind it as Markdown. */
export const ChecklistFileAddress = z.strictObject({
  checklist: z.string().transform((text, issue) => {
    const isMarkdown = text.endsWith('.md')
    const parsed = z.uuid().safeParse(isMarkdown ? text.slice(0, -3) : text)
    if (parsed.success) return { id: parsed.data, isMarkdown }
    issue.addIssue({ code: 'custom', message: 'is not the id of a checklist' })
    return z.NEVER
  }),
})

export const ItemAddress = ChecklistAddress.extend({ item: id('an item') })
export type ItemAddress = z.output<typeof ItemAddress>

export const SnapshotAddress = ChecklistAddress.extend({ snapshot: id('a snapshot') })
export type SnapshotAddress = z.output<typeof SnapshotAddress>

export const ListChecklistsQuery = z.strictObject({
  system: slug.optional(),
  stage: slug.optional(),
  /** Several are separated by commas. */
  state: z
    .string()
    .transform((words) => words.split(',').filter(Boolean))
    .pipe(z.array(z.enum(listStates, { error: `must be some of: ${listStates.join(', ')}` })))
    .optional(),
})
export type ListChecklistsQuery = z.output<typeof ListChecklistsQuery>

export const languages = ['de', 'en'] as const

export const MarkdownQuery = z.strictObject({ language: z.enum(languages).default('en') })
export type Language = (typeof languages)[number]

/** Fields that are left out stay as they are. */
export const ChangeChecklistInput = z
  .strictObject({
    /** Where it is to hold; null while nobody said. */
    stage: z.strictObject({ system: slug, stage: slug }).nullable().optional(),
    owner: text(200).nullable().optional(),
    deadline: z.iso.date({ error: 'must be a day such as 2026-03-03' }).nullable().optional(),
    /** Whether open blocking items stop deployments to the stage. */
    isGate: z.boolean().optional(),
  })
  .refine((input) => Object.values(input).some((value) => value !== undefined), 'changes nothing')
export type ChangeChecklistInput = z.output<typeof ChangeChecklistInput>

const parameters = z
  .record(z.string().regex(/^[a-z][a-z0-9-]{0,30}$/), z.string().regex(/^\S{1,200}$/))
  .default({})

export const ChangeItemInput = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('attest'),
    note: text(2_000).nullable().default(null),
    evidenceUrl: url.nullable().default(null),
    /** Until when the word holds; absent: until it is withdrawn. */
    expiresAt: z.iso
      .datetime({ offset: true, error: 'is not a moment in ISO 8601' })
      .nullable()
      .default(null),
  }),
  z.strictObject({ action: z.literal('withdraw') }),
  z.strictObject({ action: z.literal('set-not-applicable'), reason }),
  z.strictObject({ action: z.literal('set-applicable') }),
  z.strictObject({ action: z.literal('bind'), check: text(61), parameters }),
  z.strictObject({ action: z.literal('link'), url }),
  z.strictObject({ action: z.literal('unbind') }),
  z.strictObject({ action: z.literal('set-blocking'), isBlocking: z.boolean() }),
])
export type ChangeItemInput = z.output<typeof ChangeItemInput>

/** Ticks or unticks the item's box in the file itself. */
export const TickItemInput = z.strictObject({ isTicked: z.boolean(), reason })
export type TickItemInput = z.output<typeof TickItemInput>

export const FreezeChecklistInput = z.strictObject({ title: text(200), reason })
export type FreezeChecklistInput = z.output<typeof FreezeChecklistInput>
