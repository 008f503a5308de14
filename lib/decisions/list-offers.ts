import type { DocumentEdit, RecordContent } from '#lib/documents/schemas.ts'
import type { DecisionSummary } from './answers/summary.ts'
import { toComparableNumber } from './numbers.ts'

export interface Offer {
  readonly kind: 'mark_superseded'
  readonly by: string[]
  readonly edits: DocumentEdit[]
}

/** Other texts say that this record was superseded, this one does not: the edit that would make it say so. */
export function listOffers(
  { supersededBy }: Pick<DecisionSummary, 'supersededBy'>,
  record: RecordContent,
): Offer[] {
  const told = record.supersededBy.map(toComparableNumber)
  const untold = supersededBy.filter((id) => !told.some((name) => isOf(name, id)))
  if (supersededBy.length === 0) return []
  if (record.status === 'superseded' && untold.length === 0) return []
  const numbers = [...record.supersededBy, ...untold]
  return [
    {
      kind: 'mark_superseded',
      by: supersededBy,
      edits: [
        { kind: 'set_status', status: 'superseded' },
        { kind: 'set_superseded_by', numbers },
      ],
    },
  ]
}

/** An id may carry its system before the number. */
const isOf = (number: string, id: string) => {
  const whole = toComparableNumber(id)
  return whole === number || whole.endsWith(`-${number}`)
}
