import { z } from 'zod'

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type Scalar = z.output<typeof scalar>

const common = {
  title: z.string().nullable(),
  /** Also done when an earlier step failed, or the run was cancelled: what has to be put back. */
  always: z.boolean(),
}
const captures = z.record(z.string(), z.string())

export const expectationSchema = z.object({
  status: z.int().nullable(),
  /** JSON path to the value that must stand there. */
  json: z.record(z.string(), scalar),
  header: z.record(z.string(), z.string()),
})
export type Expectation = z.output<typeof expectationSchema>

export const comparisonSchema = z.object({
  left: z.string(),
  operator: z.enum(['=', '!=', '<', '<=', '>', '>=']),
  right: z.string(),
})
export type Comparison = z.output<typeof comparisonSchema>

/** One step as it is frozen when a run begins. `{name}` in its texts stands for what an earlier step captured. */
export const planSchema = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('request'),
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    path: z.string(),
    json: z.json().optional(),
    expect: expectationSchema,
    capture: captures,
    timeoutMs: z.number(),
    destructive: z.boolean(),
  }),
  z.object({
    ...common,
    kind: z.literal('poll'),
    path: z.string(),
    until: expectationSchema,
    capture: captures,
    everyMs: z.number(),
    withinMs: z.number(),
  }),
  z.object({ ...common, kind: z.literal('wait'), forMs: z.number() }),
  z.object({
    ...common,
    kind: z.literal('process'),
    action: z.enum(['stop', 'start', 'restart', 'kill']),
    component: z.string(),
  }),
  z.object({ ...common, kind: z.literal('service'), service: z.string() }),
  z.object({
    ...common,
    kind: z.literal('log'),
    contains: z.string(),
    component: z.string().nullable(),
    atLeast: z.int(),
    atMost: z.int().nullable(),
    withinMs: z.number(),
  }),
  z.object({
    ...common,
    kind: z.literal('probe'),
    probe: z.string().nullable(),
    component: z.string().nullable(),
    is: z.enum(['healthy', 'degraded', 'down']),
    withinMs: z.number(),
  }),
  z.object({ ...common, kind: z.literal('expect'), comparisons: z.array(comparisonSchema) }),
  z.object({ ...common, kind: z.literal('ask'), question: z.string() }),
])
export type Plan = z.output<typeof planSchema>
export type PlanOf<K extends Plan['kind']> = Extract<Plan, { kind: K }>

/** Changes what others use: refused on production, confirmed elsewhere. */
export function isDestructive(plan: Plan): boolean {
  return (
    plan.kind === 'process' ||
    plan.kind === 'service' ||
    (plan.kind === 'request' && plan.destructive)
  )
}

/** Whether doing it twice could do something twice. */
export function changesSomething(plan: Plan): boolean {
  return (
    plan.kind === 'process' ||
    plan.kind === 'service' ||
    (plan.kind === 'request' && plan.method !== 'GET')
  )
}
