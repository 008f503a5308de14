import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { EvidenceView } from '../answers.ts'

export const evidenceInclude = {
  run: { select: { number: true } },
} as const satisfies Prisma.EvidenceInclude

type EvidenceRow = Prisma.EvidenceGetPayload<{ include: typeof evidenceInclude }>

export function toEvidenceView(row: EvidenceRow): EvidenceView {
  const { id, criterion, option, measure, value, text, unit, holds, source, link, reason, author } =
    row
  return {
    ...{ id, criterion, option, measure, value, text, unit, holds, source, link, reason, author },
    isByHand: measure === null,
    observedAt: row.observedAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    replacedAt: row.replacedAt?.toISOString() ?? null,
    run: row.run?.number ?? null,
  }
}
