import { useTranslations } from 'next-intl'
import { Icon } from '#components/ui/icon.tsx'
import type { BoardLine } from './arrange-board.ts'

interface GroupHeadingProps {
  readonly line: Extract<BoardLine, { kind: 'group' }>
  readonly columns: number
  readonly index: number
  readonly rowIndex: number
  readonly measure?: (element: HTMLElement | null) => void
}

/** The head of a team's systems, or of the pinned ones. */
export function GroupHeading({ line, columns, index, rowIndex, measure }: GroupHeadingProps) {
  return (
    <tr ref={measure} data-index={index} aria-rowindex={rowIndex}>
      <th
        scope="rowgroup"
        colSpan={columns}
        className="border-b border-line bg-sunken px-3 py-1 text-left text-xs font-medium"
      >
        <GroupLabel line={line} />
      </th>
    </tr>
  )
}

export function GroupLabel({ line }: Pick<GroupHeadingProps, 'line'>) {
  const t = useTranslations('board.group')
  return (
    <span className="sticky left-3 inline-flex items-center gap-1.5">
      {line.label ?? (
        <>
          <Icon name="pin" className="size-3.5 text-muted" />
          {t('pinned')}
        </>
      )}
      <span className="font-normal text-muted">{t('count', { count: line.count })}</span>
    </span>
  )
}
