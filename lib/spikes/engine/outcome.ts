import type { StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import type { OutboundClient } from '#lib/core/http/outbound-client.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import type { ProcessControl } from '#lib/hosting/process-port.ts'
import type { Captured } from '../captured.ts'
import type { StepReason } from '../words.ts'

/** What a step saw; kept with it. Texts are masked and inert. */
export interface StepEvidence {
  readonly status?: number
  readonly durationMs?: number
  /** The first 4 kB of an answer. */
  readonly excerpt?: string
  /** How often was looked. */
  readonly looks?: number
  readonly lines?: readonly string[]
  readonly count?: number
  readonly health?: string
  readonly observedAt?: string
  readonly detail?: string
  readonly answer?: { readonly by: string; readonly yes: boolean; readonly note: string | null }
  /** What its sentence names: `expected`, `actual`, `path`. */
  readonly params?: Readonly<Record<string, string>>
}

export interface StepOutcome {
  readonly state: 'passed' | 'failed' | 'unknown'
  readonly reason: StepReason | null
  readonly evidence: StepEvidence
  readonly captured?: Captured
}

/** What steps act on; tests bring their own. */
export interface StepWorld {
  readonly ctx: Context
  readonly outbound: Pick<OutboundClient, 'request'>
  /** Whoever controls this component or service of the stage; null when nobody does. */
  readonly findControl: (
    stageId: string,
    part: { readonly component: string } | { readonly service: string },
  ) => Promise<ProcessControl | null>
}

export interface StepInput {
  readonly world: StepWorld
  readonly stage: StageSubject
  readonly captured: Captured
  /** When the step began, which may have been in another process. */
  readonly startedAt: Date
  /** When the run began. */
  readonly runStartedAt: Date
  readonly signal: AbortSignal
}

export const passed = (evidence: StepEvidence, captured?: Captured): StepOutcome => ({
  state: 'passed',
  reason: null,
  evidence,
  ...(captured ? { captured } : {}),
})

export const failed = (reason: StepReason, evidence: StepEvidence = {}): StepOutcome => ({
  state: 'failed',
  reason,
  evidence,
})

const excerptBytes = 4_096

/** Text from outside as it may be kept: inert, masked, at most 4 kB. */
export function toExcerpt(text: string): string {
  const safe = redactSecrets(toInertText(text))
  if (Buffer.byteLength(safe) <= excerptBytes) return safe
  return `${Buffer.from(safe)
    .subarray(0, excerptBytes - 4)
    .toString('utf8')
    .replace(/\ufffd+$/, '')}…`
}
