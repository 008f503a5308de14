'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import { usePageActions } from '#components/shell/page-actions.ts'
import { useShell } from '#components/shell/shell-state.tsx'
import { Button } from '#components/ui/button.tsx'
import { buttonStyle } from '#components/ui/button-style.ts'
import { copyText } from '#components/ui/copy-text.ts'
import { Menu } from '#components/ui/menu.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import { decisionHref } from '../queries.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { SupersedeDialog } from './supersede-dialog.tsx'

type Open = 'decide' | 'supersede' | null

/** What can be done with a record: edit, decide, supersede, print, copy. */
export function RecordActions({ record }: { readonly record: DecisionDetail }) {
  const t = useTranslations('decisions.actions')
  const router = useRouter()
  const [open, setOpen] = useState<Open>(null)
  const [isCopied, setCopied] = useState(false)
  const { allowed, status, content } = record
  const href = `${decisionHref(record.id)}/edit`
  const canDecide = allowed.decide && status !== 'superseded'
  const entries = useMemo(() => {
    const copy = async () => setCopied(await copyText(content))
    return [
      { id: 'copy', label: t('copyMarkdown'), onSelect: () => void copy() },
      { id: 'print', label: t('print'), onSelect: () => window.print() },
      ...(canDecide
        ? [{ id: 'supersede', label: t('supersede'), onSelect: () => setOpen('supersede') }]
        : []),
    ]
  }, [t, content, canDecide])
  const offered = useMemo(
    () => [
      ...entries,
      ...(allowed.write
        ? [{ id: 'edit', label: t('edit'), onSelect: () => router.push(href) }]
        : []),
    ],
    [entries, allowed.write, t, router, href],
  )
  usePageActions(offered)
  useEditKey(allowed.write ? href : null)
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <span role="status" className="text-xs text-muted">
        {isCopied ? t('copied') : ''}
      </span>
      {canDecide && (
        <Button variant="primary" onClick={() => setOpen('decide')}>
          {t('decide')}
        </Button>
      )}
      {allowed.write && (
        <Link href={href} className={buttonStyle()}>
          {t('edit')}
        </Link>
      )}
      <Menu
        label={t('more')}
        trigger={t('more')}
        triggerClassName={buttonStyle()}
        entries={entries.map(({ label, onSelect }) => ({ kind: 'action', label, onSelect }))}
      />
      {open === 'decide' && <DecideDialog record={record} onClose={() => setOpen(null)} />}
      {open === 'supersede' && <SupersedeDialog record={record} onClose={() => setOpen(null)} />}
    </div>
  )
}

/** "e" opens the editor, unless single keys are switched off or something is being typed. */
function useEditKey(href: string | null): void {
  const router = useRouter()
  const { areShortcutsOn } = useShell()
  useEffect(() => {
    if (href === null || !areShortcutsOn) return
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event
      const isTyping =
        target instanceof HTMLElement &&
        target.matches('input, textarea, select, [contenteditable]')
      if (event.key !== 'e' || event.metaKey || event.ctrlKey || event.altKey || isTyping) return
      if (document.querySelector('dialog:modal')) return
      event.preventDefault()
      router.push(href)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [href, router, areShortcutsOn])
}
