import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { StatusIcon } from '#components/ui/status-icon.tsx'
import { catalogFile, settings } from './first-run-files.ts'

/** What the portal knows of the places it reads catalog files from. */
export interface KnownSource {
  readonly location: string
  readonly succeededAt: string | null
  /** Why it could not be read at all; null when it could. */
  readonly failure: string | null
  readonly problemCount: number
}

/** From an empty portal to the first system; each step is ticked by what is the case, not by hand. */
export function FirstRun({ sources }: { readonly sources: readonly KnownSource[] }) {
  const t = useTranslations('board.firstRun')
  const isRead = sources.some(({ succeededAt, failure }) => succeededAt !== null && !failure)
  return (
    <div className="mx-auto grid max-w-3xl gap-4 py-6">
      <div>
        <h1 className="text-xl font-semibold">{t('title')}</h1>
        <p className="text-muted">{t('intro')}</p>
      </div>
      <Card flush>
        <ol className="divide-y divide-line">
          <Step isDone={sources.length > 0} title={t('source')}>
            <p>{t('sourceHint')}</p>
            <CodeBlock title=".env" code={settings} />
          </Step>
          <Step isDone={isRead} title={t('read')}>
            {sources.map((source) => (
              <SourceProblem key={source.location} source={source} />
            ))}
          </Step>
          <Step isDone={false} title={t('system')}>
            <p>{t('systemHint')}</p>
            <CodeBlock title="leitstand.yaml" code={catalogFile} />
          </Step>
          <Step isDone={false} title={t('deployment')}>
            <p>{t('deploymentHint')}</p>
          </Step>
        </ol>
      </Card>
    </div>
  )
}

interface StepProps {
  readonly isDone: boolean
  readonly title: string
  readonly children: ReactNode
}

function Step({ isDone, title, children }: StepProps) {
  const t = useTranslations('board.firstRun')
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3 p-4">
      <StatusIcon
        shape={isDone ? 'check' : 'dash'}
        tone={isDone ? 'ok' : 'unknown'}
        className="mt-1 size-4"
      />
      <div className="grid min-w-0 gap-2 text-sm text-muted">
        <h2 className="font-medium text-ink">
          {title} <span className="sr-only">({isDone ? t('done') : t('open')})</span>
        </h2>
        {!isDone && children}
      </div>
    </li>
  )
}

function SourceProblem({ source }: { readonly source: KnownSource }) {
  const t = useTranslations('board.firstRun')
  const { location, failure, problemCount } = source
  if (failure) return <p className="text-bad">{t('readFailed', { location, failure })}</p>
  if (problemCount === 0) return null
  return <p className="text-bad">{t('readProblems', { location, count: problemCount })}</p>
}
