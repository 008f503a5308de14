import { z } from 'zod'
import type { Finding, ValuePath } from '../yaml-source.ts'

/** A rule's finding may point at an earlier place; the caller turns it into a line number. */
export interface RuleFinding extends Finding {
  readonly earlier?: ValuePath
}

// What the file says as far as it can be understood, so that these rules speak even while other parts are wrong.
const text = z.string().catch('')
const optionalText = z.string().optional().catch(undefined)
export const record = z.record(z.string(), z.unknown()).catch({})
const entry = z.object({ slug: text, name: text }).catch({ slug: '', name: '' })

export const looseProbe = z.object({
  slug: text,
  kind: text,
  component: text,
  interval: text,
  timeout: text,
  version: z.unknown().optional(),
  period: z.unknown().optional(),
  schedule: z.unknown().optional(),
})

const looseDeploy = z.object({
  commitInput: optionalText,
  correlationInput: optionalText,
  inputs: record,
})

/** A source, log or backup policy of a stage. */
const loosePart = z
  .object({
    slug: text,
    component: text,
    schedule: z.unknown().optional(),
    every: z.unknown().optional(),
    from: record,
  })
  .catch({ slug: '', component: '', from: {} })

const looseConfiguration = z.object({
  sources: z.array(text).catch([]),
  compareWith: text,
})

export const looseStage = z.object({
  slug: text,
  name: text,
  probes: z.array(z.unknown()).catch([]),
  hosting: record,
  sources: z.array(loosePart).catch([]),
  logs: z.array(loosePart).catch([]),
  backups: z.array(loosePart).catch([]),
  configuration: looseConfiguration.catch({ sources: [], compareWith: '' }),
  deploy: looseDeploy.optional().catch(undefined),
})

export const looseFile = z.object({
  components: z.array(entry).catch([]),
  stages: z.array(z.unknown()).catch([]),
})

export type LooseStage = z.output<typeof looseStage>
export type LooseProbe = z.output<typeof looseProbe>
export type LoosePart = z.output<typeof loosePart>

export const EMPTY_STAGE: LooseStage = {
  slug: '',
  name: '',
  probes: [],
  hosting: {},
  sources: [],
  logs: [],
  backups: [],
  configuration: { sources: [], compareWith: '' },
}
export const EMPTY_PROBE: LooseProbe = {
  slug: '',
  kind: '',
  component: '',
  interval: '',
  timeout: '',
}
