'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { DecisionDetail, DecisionDraft } from '#lib/decisions/types.ts'
import { Problem } from '../problem.tsx'
import { decisionHref } from '../queries.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DraftStatus } from './draft-status.tsx'
import { NewerVersion } from './newer-version.tsx'
import { restoreLineEnds } from './restore-line-ends.ts'
import { SaveDialog } from './save-dialog.tsx'
import { SidePanel } from './side-panel.tsx'
import { TextField } from './text-field.tsx'
import { useDraft } from './use-draft.ts'
import { useReading } from './use-reading.ts'
import { useSaving } from './use-saving.ts'

type RepositoryConflict = NonNullable<DecisionDetail['proposal']>['conflict']

interface EditorViewProps {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly version: number
  readonly content: string
  readonly isInRepository: boolean
  readonly draft: DecisionDraft['draft']
  /** The repository and the portal changed the same places. */
  readonly conflict: RepositoryConflict
}

const previewAfterMs = 300

/** The text of a record, with what it looks like and what is understood of it beside it. */
export function EditorView(props: EditorViewProps) {
  const { id, version, content, draft } = props
  const t = useTranslations('decisions.editor')
  const field = useRef<HTMLTextAreaElement>(null)
  const first = draft?.content ?? content
  const baseVersion = draft?.baseVersion ?? version
  const getText = useCallback(
    () => restoreLineEnds(first, field.current?.value ?? first.replace(/\r\n?/g, '\n')),
    [first],
  )
  const keeping = useDraft({ id, baseVersion, stored: first, readText: getText })
  const saving = useSaving({ id, baseVersion, keeping, firstConflict: props.conflict, version })
  const { reading, read } = useReading()
  const [isAsking, setAsking] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    read(first)
    return () => clearTimeout(timer.current)
  }, [read, first])
  const onInput = () => {
    keeping.touch()
    clearTimeout(timer.current)
    timer.current = setTimeout(() => read(field.current?.value ?? ''), previewAfterMs)
  }
  return (
    <div className="grid grid-cols-1 gap-3">
      <PageHeader
        path={
          <Link href={decisionHref(id)} className="hover:underline">
            {props.number} {props.title}
          </Link>
        }
        title={t('title')}
        meta={<DraftStatus state={keeping.state} />}
        actions={
          <>
            <Button onClick={saving.discard}>{t('discard')}</Button>
            <Button variant="primary" pending={saving.isPending} onClick={() => setAsking(true)}>
              {t('save')}
            </Button>
          </>
        }
      />
      {draft && (
        <Banner tone="info" title={t('restored')}>
          {t.rich('restoredHint', { time: () => <RelativeTime at={draft.updatedAt} /> })}
        </Banner>
      )}
      <NewerVersion id={id} baseVersion={baseVersion} />
      <Problem error={keeping.error ?? saving.error} />
      <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
        <TextField
          ref={field}
          first={first}
          onInput={onInput}
          onLeave={() => void keeping.flush()}
          onSave={() => setAsking(true)}
        />
        <SidePanel reading={reading} field={field} />
      </div>
      {isAsking && (
        <SaveDialog
          isInRepository={props.isInRepository}
          isPending={saving.isPending}
          onClose={() => setAsking(false)}
          onSave={(reason) => {
            setAsking(false)
            saving.save(getText(), reason)
          }}
        />
      )}
      {saving.conflict && (
        <ConflictDialog
          conflict={saving.conflict}
          isPending={saving.isPending}
          onClose={saving.leaveConflict}
          onResolve={saving.resolve}
        />
      )}
    </div>
  )
}
