import { invalidInput } from '#lib/core/errors.ts'
import type { ItemFacts } from './evaluate-checklist.ts'
import type { ChangeItemInput } from './schemas.ts'

export type ItemColumns = Pick<
  ItemFacts,
  'isBlocking' | 'binding' | 'attestation' | 'notApplicable'
>

export interface Author {
  readonly by: string
  readonly now: Date
}

/** What a person's action makes of an item; the same columns where it changes nothing. */
export function applyAction(
  before: ItemColumns,
  input: ChangeItemInput,
  { by, now }: Author,
): ItemColumns {
  const at = now.toISOString()
  switch (input.action) {
    case 'attest': {
      const { note, evidenceUrl } = input
      const expiresAt = input.expiresAt && toFuture(input.expiresAt, now)
      return { ...before, attestation: { by, at, note, evidenceUrl, expiresAt } }
    }
    case 'withdraw':
      return { ...before, attestation: null }
    case 'set-not-applicable':
      return { ...before, notApplicable: { reason: input.reason, by, at } }
    case 'set-applicable':
      return { ...before, notApplicable: null }
    case 'bind':
      return { ...before, binding: { check: input.check, parameters: input.parameters } }
    case 'link':
      return { ...before, binding: { url: input.url } }
    case 'unbind':
      return { ...before, binding: null }
    case 'set-blocking':
      return { ...before, isBlocking: input.isBlocking }
  }
}

function toFuture(moment: string, now: Date): string {
  const at = new Date(moment)
  if (at.getTime() > now.getTime()) return at.toISOString()
  const message = 'must lie in the future'
  throw invalidInput(`expiresAt: ${message}`, { fields: [{ path: 'expiresAt', message }] })
}
