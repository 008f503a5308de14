import { z } from 'zod'
import { findSpanMs } from '#lib/core/span.ts'
import { type Comparison, type Expectation, expectationSchema, type Plan } from './plan.ts'

// How steps are written in a document. Each schema turns one kind into the plan of a run.

const hourMs = 3_600_000
const slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'is not a slug')
const text = z.string().min(1, 'must not be empty').max(500, 'must have at most 500 characters')
const path = z
  .string()
  .max(1_000, 'must have at most 1000 characters')
  .regex(/^\/(?!\/)[\x21-\x7e]*$/, 'must begin with one / and hold no spaces')

function span(minimumMs: number, maximumMs: number) {
  return z.string('must be a span such as 10s or 2m').transform((written, issue) => {
    const milliseconds = findSpanMs(written)
    if (milliseconds !== null && milliseconds >= minimumMs && milliseconds <= maximumMs) {
      return milliseconds
    }
    const message =
      milliseconds === null
        ? 'must be a span such as 10s or 2m'
        : `must be between ${minimumMs / 1_000} s and ${maximumMs / 1_000} s`
    issue.addIssue({ code: 'custom', message })
    return z.NEVER
  })
}

const title = text.optional()
const always = z.boolean().optional()
const common = { title, always }
const toCommon = (step: { title?: string | undefined; always?: boolean | undefined }) => ({
  title: step.title ?? null,
  always: step.always ?? false,
})

const jsonPath = /^\$(?:\.[A-Za-z_][\w-]*|\[\d{1,4}\]|\['[^'\\]{1,100}'\])*$/
const scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null()])
const expectation = z
  .strictObject({
    status: z.int().min(100).max(599).optional(),
    json: z
      .record(z.string().regex(jsonPath, 'is not a JSON path such as $.status'), scalar)
      .optional(),
    header: z.record(z.string().regex(/^[A-Za-z0-9-]{1,60}$/), text).optional(),
  })
  .transform(
    ({ status, json, header }): Expectation =>
      expectationSchema.parse({ status: status ?? null, json: json ?? {}, header: header ?? {} }),
  )
const anything: Expectation = { status: null, json: {}, header: {} }

const captureName = z.string().regex(/^[a-z][A-Za-z0-9_-]{0,39}$/, 'is not a name such as jobId')
const capture = z
  .record(
    captureName,
    z
      .string()
      .refine(
        (written) =>
          written === 'status' ||
          /^header\.[A-Za-z0-9-]{1,60}$/.test(written) ||
          jsonPath.test(written),
        'must be a JSON path such as $.id, status, or header.location',
      ),
  )
  .optional()

const maxBodyCharacters = 16_384
const body = z
  .json()
  .optional()
  .refine(
    (json) => JSON.stringify(json ?? null).length <= maxBodyCharacters,
    'is larger than 16 kB',
  )

export const requestStep = z
  .strictObject({
    request: z.string().regex(/^(?:GET|POST|PUT|PATCH|DELETE) \/(?!\/)[\x21-\x7e]*$/, {
      message: 'must be a method and a path, such as POST /api/jobs',
    }),
    json: body,
    expect: expectation.optional(),
    capture,
    timeout: span(100, 10_000).optional(),
    destructive: z.boolean().optional(),
    ...common,
  })
  .transform((step): Plan => {
    const [method = '', written = ''] = step.request.split(' ', 2)
    return {
      kind: 'request',
      // Safe because the pattern above names the same methods.
      method: method as 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      path: written,
      ...(step.json === undefined ? {} : { json: step.json }),
      expect: step.expect ?? anything,
      capture: step.capture ?? {},
      timeoutMs: step.timeout ?? 10_000,
      destructive: step.destructive ?? false,
      ...toCommon(step),
    }
  })

export const pollStep = z
  .strictObject({
    poll: z
      .string()
      .transform((written) => written.replace(/^GET /, ''))
      .pipe(path),
    until: expectation,
    capture,
    every: span(500, 60_000).optional(),
    within: span(500, hourMs),
    ...common,
  })
  .transform(
    (step): Plan => ({
      kind: 'poll',
      path: step.poll,
      until: step.until,
      capture: step.capture ?? {},
      everyMs: step.every ?? 1_000,
      withinMs: step.within,
      ...toCommon(step),
    }),
  )

export const waitStep = z
  .strictObject({ wait: span(1, hourMs), ...common })
  .transform((step): Plan => ({ kind: 'wait', forMs: step.wait, ...toCommon(step) }))

const processWords = /^(stop|start|restart|kill) ([a-z0-9][a-z0-9-]{0,62})$/
export const processStep = z
  .strictObject({
    process: z
      .string()
      .regex(
        processWords,
        'must be stop, start, restart or kill and a component, such as kill worker',
      ),
    ...common,
  })
  .transform((step): Plan => {
    const [, action = 'kill', component = ''] = processWords.exec(step.process) ?? []
    // Safe because the pattern names the same actions.
    return {
      kind: 'process',
      action: action as 'stop' | 'start' | 'restart' | 'kill',
      component,
      ...toCommon(step),
    }
  })

export const serviceStep = z
  .strictObject({
    service: z.string().regex(/^restart [a-z0-9-]{1,63}$/, 'must be restart and a service'),
    ...common,
  })
  .transform(
    (step): Plan => ({
      kind: 'service',
      service: step.service.slice('restart '.length),
      ...toCommon(step),
    }),
  )

export const logStep = z
  .strictObject({
    log: z.strictObject({
      contains: text,
      component: slug.optional(),
      atLeast: z.int().min(0).max(1_000).optional(),
      atMost: z.int().min(0).max(1_000).optional(),
      within: span(1_000, hourMs).optional(),
    }),
    ...common,
  })
  .transform(({ log, ...step }): Plan => {
    const { atMost = null } = log
    return {
      kind: 'log',
      contains: log.contains,
      component: log.component ?? null,
      atLeast: log.atLeast ?? (atMost === null ? 1 : 0),
      atMost,
      withinMs: log.within ?? 30_000,
      ...toCommon(step),
    }
  })

export const probeStep = z
  .strictObject({
    probe: z
      .strictObject({
        name: slug.optional(),
        component: slug.optional(),
        is: z.enum(['healthy', 'degraded', 'down']),
        within: span(1_000, hourMs).optional(),
      })
      .refine(
        ({ name, component }) => (name === undefined) !== (component === undefined),
        'needs either name or component',
      ),
    ...common,
  })
  .transform(
    ({ probe, ...step }): Plan => ({
      kind: 'probe',
      probe: probe.name ?? null,
      component: probe.component ?? null,
      is: probe.is,
      withinMs: probe.within ?? 60_000,
      ...toCommon(step),
    }),
  )

const comparisonWords = /^(.+?)\s*(!=|<=|>=|=|<|>)\s*(.+)$/
const comparison = text
  .regex(comparisonWords, 'must compare two values, such as {effects} = 1')
  .transform((written): Comparison => {
    const [, left = '', operator = '=', right = ''] = comparisonWords.exec(written) ?? []
    // Safe because the pattern names the same operators.
    return { left, operator: operator as Comparison['operator'], right }
  })
export const expectStep = z
  .strictObject({
    expect: z.union([comparison.transform((one) => [one]), z.array(comparison).min(1).max(20)]),
    ...common,
  })
  .transform((step): Plan => ({ kind: 'expect', comparisons: step.expect, ...toCommon(step) }))

export const askStep = z
  .strictObject({ ask: text, ...common })
  .transform((step): Plan => ({ kind: 'ask', question: step.ask, ...toCommon(step) }))
