import type { ProposalView } from '#lib/documents/index.ts'
import { type ProposalAnswer, proposalSchema } from './answers/detail.ts'
import type { MatrixAnswer, MissingPieceAnswer } from './answers/rules.ts'
import type { Matrix } from './matrix.ts'
import type { MissingPiece } from './readiness.ts'
import type { Sensitivity } from './sensitivity.ts'

export function toMissingAnswer(piece: MissingPiece): MissingPieceAnswer {
  if (piece.kind === 'evidence_too_old') {
    return { ...piece, observedAt: piece.observedAt.toISOString() }
  }
  return 'criteria' in piece ? { ...piece, criteria: [...piece.criteria] } : piece
}

export function toMatrixAnswer(
  { cells, columns, winner }: Matrix,
  sensitivity: readonly Sensitivity[],
): MatrixAnswer {
  return {
    cells: [...cells],
    columns: columns.map(({ struckBy, openMusts, ...column }) => ({
      ...column,
      struckBy: [...struckBy],
      openMusts: [...openMusts],
    })),
    winner,
    sensitivity: [...sensitivity],
  }
}

export function toProposalAnswer({
  state,
  updatedAt,
  conflict,
  ...rest
}: ProposalView): ProposalAnswer {
  return {
    ...rest,
    state: proposalSchema.shape.state.parse(state),
    updatedAt: updatedAt.toISOString(),
    conflict: conflict && { ...conflict, hunks: [...conflict.hunks] },
  }
}
