import {
  type Attestation,
  type Binding,
  type Evidence,
  isCheck,
  type NotApplicable,
} from './stored.ts'
import type { ItemState, ItemVoice, ListState } from './words.ts'

/** Everything that decides where an item stands. */
export interface ItemFacts {
  readonly isTicked: boolean
  readonly isBlocking: boolean
  readonly binding: Binding | null
  readonly attestation: Attestation | null
  readonly notApplicable: NotApplicable | null
  /** What its check last said, and when it was asked. */
  readonly evidence: Evidence | null
  readonly evaluatedAt: Date | null
}

export interface ItemJudgement {
  readonly state: ItemState
  /** Whose word it is; null while nobody said anything. */
  readonly by: ItemVoice | null
  /** What a failing probe stands against: somebody attested it, or ticked it in the file. */
  readonly contradicts: 'person' | 'file' | null
}

/** Past this time an answer of a check is no answer: whoever asks it has stopped. */
const judgedForMs = 10 * 60_000

/**
 * Where an item stands. A probe that says yes or no decides, whatever was ticked; while it cannot tell, the word of a
 * person counts until it expires, a tick in the file does not. Without a probe, either is enough.
 */
export function evaluateItem(item: ItemFacts, now: Date): ItemJudgement {
  if (item.notApplicable) return { state: 'not_applicable', by: 'person', contradicts: null }
  const attested = toAttested(item.attestation, now)
  if (isCheck(item.binding)) return evaluateProbe(item, attested, now)
  if (attested !== 'absent') {
    return { state: attested === 'valid' ? 'met' : 'expired', by: 'person', contradicts: null }
  }
  return item.isTicked
    ? { state: 'met', by: 'file', contradicts: null }
    : { state: 'unmet', by: null, contradicts: null }
}

function evaluateProbe(
  { evidence, evaluatedAt, isTicked }: ItemFacts,
  attested: Attested,
  now: Date,
): ItemJudgement {
  const isCurrent = evaluatedAt !== null && now.getTime() - evaluatedAt.getTime() <= judgedForMs
  const verdict = isCurrent && evidence ? evidence.verdict : 'unknown'
  if (verdict === 'yes') return { state: 'met', by: 'probe', contradicts: null }
  if (verdict === 'no') {
    const contradicts = attested === 'valid' ? 'person' : isTicked ? 'file' : null
    return { state: 'unmet', by: 'probe', contradicts }
  }
  if (attested === 'valid') return { state: 'met', by: 'person', contradicts: null }
  return { state: 'unknown', by: 'probe', contradicts: null }
}

type Attested = 'valid' | 'expired' | 'absent'

function toAttested(attestation: Attestation | null, now: Date): Attested {
  if (!attestation) return 'absent'
  const { expiresAt } = attestation
  return expiresAt !== null && Date.parse(expiresAt) <= now.getTime() ? 'expired' : 'valid'
}

export interface ListJudgement {
  readonly state: ListState
  /** Items that have to be met; those that do not apply are left out. */
  readonly total: number
  readonly met: number
  /** Open items that block. */
  readonly blocking: number
  readonly notApplicable: number
}

export const isOpen = (state: ItemState) => state !== 'met' && state !== 'not_applicable'

/** "11 of 14, 2 blocking". What is not known is not met. */
export function evaluateChecklist(
  items: readonly { readonly state: ItemState; readonly isBlocking: boolean }[],
): ListJudgement {
  const open = items.filter(({ state }) => isOpen(state))
  const blocking = open.filter(({ isBlocking }) => isBlocking).length
  const notApplicable = items.filter(({ state }) => state === 'not_applicable').length
  const total = items.length - notApplicable
  const state = blocking > 0 ? 'blocked' : open.length > 0 ? 'open' : 'done'
  return { state, total, met: total - open.length, blocking, notApplicable }
}

/** A deadline is a day: the list is late once that day is over where it is read, in UTC. */
export function isOverdue(deadline: string | null, state: ListState, now: Date): boolean {
  return deadline !== null && state !== 'done' && now.toISOString().slice(0, 10) > deadline
}
