import { useTranslations } from 'next-intl'
import type { CatalogProblem } from '#lib/catalog/schemas.ts'

interface ProblemListProps {
  /** Their reasons in the reader's language. */
  readonly problems: readonly CatalogProblem[]
  /** Names the file of each problem too, where they come from several. */
  readonly showFile?: boolean
}

/** What is wrong with a catalog file: where, why, and what was probably meant. */
export function ProblemList({ problems, showFile = false }: ProblemListProps) {
  const t = useTranslations('systems.source')
  return (
    <ol className="grid gap-2 text-sm">
      {problems.map((problem) => (
        <li key={`${problem.file}:${problem.line}:${problem.column}:${problem.code}`}>
          <p className="font-mono text-xs text-muted">
            {showFile && `${problem.file} · `}
            {t('position', { line: problem.line, column: problem.column })}
          </p>
          <p dir="auto" className="break-words">
            {problem.reason}
            {problem.nearest !== null && ` – ${t('nearest', { nearest: problem.nearest })}`}
          </p>
        </li>
      ))}
    </ol>
  )
}
