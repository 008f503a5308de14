import { useTranslations } from 'next-intl'
import { MarkdownText } from '#components/markdown/markdown-text.tsx'
import { Card } from '#components/ui/card.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import type { RecordContent } from '#lib/documents/schemas.ts'
import { MatrixCard } from './matrix-card.tsx'
import { OptionCards } from './option-cards.tsx'
import { ReadinessCard } from './readiness-card.tsx'
import { RecordBanners } from './record-banners.tsx'
import { RecordFacts, type SubjectHealth } from './record-facts.tsx'
import { RecordHeader } from './record-header.tsx'
import { RecordLinks } from './record-links.tsx'
import { RecordTasks } from './record-tasks.tsx'
import { SpikeList } from './spike-list.tsx'
import { type Part, toParts } from './to-parts.ts'

interface RecordPageProps {
  readonly record: DecisionDetail
  /** Present health of the stages it concerns. */
  readonly health: readonly SubjectHealth[]
}

/** A record in the order of its text; what the portal understands has a view of its own, the rest stands as written. */
export function RecordPage({ record, health }: RecordPageProps) {
  const content = record.understood.record
  const parts = toParts(record.content, record.understood.lines)
  const missing = listWidgets(content).filter((kind) => parts.every((part) => part.kind !== kind))
  return (
    <div className="grid grid-cols-1 gap-4 print:block print:space-y-4">
      <RecordHeader record={record} />
      <RecordBanners record={record} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] print:block">
        <article className="grid min-w-0 grid-cols-1 gap-4 print:block print:space-y-4">
          {parts.map((part) => (
            <PartView key={part.line} part={part} record={record} content={content} />
          ))}
          {missing.map((kind) => (
            <PartView
              key={kind}
              part={{ kind, line: 0, title: null }}
              record={record}
              content={content}
            />
          ))}
        </article>
        <aside className="grid min-w-0 grid-cols-1 gap-4 print:mt-4 print:block print:space-y-4">
          <RecordFacts record={record} health={health} />
          {record.status === 'proposed' && <ReadinessCard missing={record.missing} />}
          <SpikeList spikes={record.spikes} />
          <RecordLinks record={record} />
        </aside>
      </div>
      <NotUnderstood record={record} />
    </div>
  )
}

type WidgetPart = Exclude<Part, { readonly kind: 'text' }>

/** A record with options but no table yet shows the table, so that it can be filled. */
function listWidgets(content: RecordContent | null): readonly WidgetPart['kind'][] {
  return content && content.options.length > 0 ? ['matrix'] : []
}

interface PartViewProps {
  readonly part: Part
  readonly record: DecisionDetail
  readonly content: RecordContent | null
}

function PartView({ part, record, content }: PartViewProps) {
  if (part.kind === 'text') {
    return (
      <Card className="print:border-0">
        <MarkdownText text={part.text} />
      </Card>
    )
  }
  if (!content) return null
  if (part.kind === 'options') return <OptionCards {...{ record, content }} title={part.title} />
  if (part.kind === 'matrix') return <MatrixCard {...{ record, content }} title={part.title} />
  const tasks = part.kind === 'open_questions' ? content.openQuestions : content.followUps
  const { id, version, allowed } = record
  return (
    <RecordTasks
      list={part.kind}
      title={part.title}
      {...{ tasks, id, version }}
      canWrite={allowed.write}
    />
  )
}

/** How much of the text has no meaning for the portal; all of it is kept and shown. */
function NotUnderstood({ record }: { readonly record: DecisionDetail }) {
  const t = useTranslations('decisions.record')
  const unknown = record.understood.lines.filter(({ as }) => as === null)
  const count = unknown.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  if (count === 0) return null
  return <p className="text-xs text-muted print:hidden">{t('notUnderstood', { count })}</p>
}
