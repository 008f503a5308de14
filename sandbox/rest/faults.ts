import { z } from 'zod'

const effects = [
  'denied',
  'throttled',
  'empty',
  'wrong-shape',
  /** Takes the call and never answers, without doing what it asks for. */
  'hang',
  'reject-with-503',
  'reset',
  /** Do what the call asks for; its answer is lost. */
  'accept-then-503',
  'accept-then-reset',
  'accept-then-hang',
  'accept-then-html',
] as const

export const faultSchema = z.strictObject({
  method: z.string().optional(),
  /** Start of the path; every path when left out. */
  path: z.string().optional(),
  /** How often; until cleared when left out. */
  times: z.int().positive().optional(),
  effect: z.enum(effects),
})

export type RestFault = z.input<typeof faultSchema>
export type RestEffect = (typeof effects)[number]

/** Scripted misbehaviour; the first rule that matches strikes. */
export interface RestFaults {
  /** Throws ZodError for a rule that makes no sense. */
  add(fault: RestFault): void
  clear(): void
  /** The effect on this call, counted as struck; null when none applies. */
  take(method: string, path: string): RestEffect | null
}

export function createFaults(): RestFaults {
  let rules: (z.output<typeof faultSchema> & { struck: number })[] = []
  return {
    add: (fault) => {
      rules.push({ ...faultSchema.parse(fault), struck: 0 })
    },
    clear: () => {
      rules = []
    },
    take(method, path) {
      const rule = rules.find(
        (each) =>
          each.struck < (each.times ?? Number.POSITIVE_INFINITY) &&
          (each.method ?? method) === method &&
          path.startsWith(each.path ?? ''),
      )
      if (!rule) return null
      rule.struck += 1
      return rule.effect
    },
  }
}
