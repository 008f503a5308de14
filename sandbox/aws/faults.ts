import { z } from 'zod'

const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('denied') }),
  z.strictObject({ kind: z.literal('throttled') }),
  z.strictObject({ kind: z.literal('expired') }),
  /** What a missing permission looks like where AWS says nothing about it. */
  z.strictObject({ kind: z.literal('empty') }),
  z.strictObject({ kind: z.literal('wrong-shape') }),
  /** Takes the call and never answers. */
  z.strictObject({ kind: z.literal('hang') }),
  /** Carries the call out and sends its answer byte by byte, so slowly that it never ends. */
  z.strictObject({ kind: z.literal('drip') }),
  z.strictObject({ kind: z.literal('html-502') }),
  z.strictObject({ kind: z.literal('html-200') }),
  /** Carry the call out; its answer is lost. */
  z.strictObject({ kind: z.literal('accept-then-502') }),
  z.strictObject({ kind: z.literal('accept-then-reset') }),
  z.strictObject({ kind: z.literal('accept-then-hang') }),
  z.strictObject({
    kind: z.literal('error'),
    code: z.string(),
    message: z.string().default('Scripted by the sandbox.'),
    status: z.int().min(400).max(599).default(400),
  }),
])

export const faultSchema = z.strictObject({
  /** Signing name; every service when left out. */
  service: z.string().optional(),
  /** Every operation when left out. */
  operation: z.string().optional(),
  region: z.string().optional(),
  /** How often; until cleared when left out. */
  times: z.int().positive().optional(),
  effect: effectSchema,
})

export type AwsFault = z.input<typeof faultSchema>
export type AwsFaultEffect = z.output<typeof effectSchema>

/** Scripted misbehaviour; the first rule that matches strikes. */
export interface AwsFaults {
  /** Throws ZodError for a rule that makes no sense. */
  add(fault: AwsFault): void
  clear(): void
  /** The effect on this call, counted as struck; null when none applies. */
  take(call: { service: string; operation: string; region: string }): AwsFaultEffect | null
}

export function createFaults(): AwsFaults {
  let rules: (z.output<typeof faultSchema> & { struck: number })[] = []
  return {
    add: (fault) => rules.push({ ...faultSchema.parse(fault), struck: 0 }),
    clear: () => {
      rules = []
    },
    take(call) {
      const rule = rules.find(
        (each) =>
          each.struck < (each.times ?? Number.POSITIVE_INFINITY) &&
          (each.service ?? call.service) === call.service &&
          (each.operation ?? call.operation) === call.operation &&
          (each.region ?? call.region) === call.region,
      )
      if (!rule) return null
      rule.struck += 1
      return rule.effect
    },
  }
}
