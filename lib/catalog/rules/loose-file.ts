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

export const looseStage = z.object({
  slug: text,
  name: text,
  probes: z.array(z.unknown()).catch([]),
  hosting: record,
  deploy: looseDeploy.optional().catch(undefined),
})

export const looseFile = z.object({
  components: z.array(entry).catch([]),
  stages: z.array(z.unknown()).catch([]),
})

export type LooseStage = z.output<typeof looseStage>
export type LooseProbe = z.output<typeof looseProbe>

export const EMPTY_STAGE: LooseStage = { slug: '', name: '', probes: [], hosting: {} }
export const EMPTY_PROBE: LooseProbe = {
  slug: '',
  kind: '',
  component: '',
  interval: '',
  timeout: '',
}
