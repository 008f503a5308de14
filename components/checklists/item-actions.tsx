'use client'

import { Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { MenuEntry } from '#components/ui/menu-entry.ts'
import type { ChecklistView, ItemView } from '#lib/checklists/types.ts'
import { AttestDialog } from './attest-dialog.tsx'
import { BindDialog } from './bind-dialog.tsx'
import { changeItem, type ItemInput } from './commands.ts'
import { LinkDialog } from './link-dialog.tsx'
import { NotApplicableDialog, TickDialog } from './reason-dialogs.tsx'
import { useListChange } from './use-list-change.ts'

interface ItemActionsProps {
  readonly list: ChecklistView
  readonly item: ItemView
}

type Open = 'attest' | 'not-applicable' | 'bind' | 'link' | 'tick' | null

/** What can be done with an item: the suggestions of its words at once, everything else in a menu. */
export function ItemActions({ list, item }: ItemActionsProps) {
  const t = useTranslations('checklists')
  const [open, setOpen] = useState<Open>(null)
  const change = useListChange(list.id, (input: ItemInput) => changeItem(list.id, item.id, input))
  const [first] = item.suggestions
  const close = () => setOpen(null)
  const dialog = { list: list.id, item, onClose: close }
  return (
    <div className="flex flex-wrap items-start justify-end gap-1.5">
      {first && (
        <Button
          size="sm"
          title={toTitle(first.parameters)}
          pending={change.isPending}
          onClick={() => change.mutate({ action: 'bind', ...first })}
        >
          {t('action.suggested', { check: t(`check.${first.check}` as 'title') })}
        </Button>
      )}
      <Menu
        label={t('action.label', { text: item.text })}
        trigger={<Ellipsis aria-hidden="true" className="size-4" />}
        triggerClassName="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover pointer-coarse:size-11"
        entries={toEntries(item, t, { change: change.mutate, open: setOpen })}
      />
      {change.error && <p className="w-full text-xs text-bad">{change.error.message}</p>}
      {open === 'attest' && <AttestDialog {...dialog} />}
      {open === 'not-applicable' && <NotApplicableDialog {...dialog} />}
      {open === 'bind' && <BindDialog {...dialog} />}
      {open === 'link' && <LinkDialog {...dialog} />}
      {open === 'tick' && (
        <TickDialog {...dialog} path={list.document.path ?? list.document.title} />
      )}
    </div>
  )
}

function toTitle(parameters: Readonly<Record<string, string>>): string | undefined {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${value}`)
  return pairs.join(' ') || undefined
}

interface Acts {
  readonly change: (input: ItemInput) => void
  readonly open: (dialog: Open) => void
}

function toEntries(
  item: ItemView,
  t: ReturnType<typeof useTranslations<'checklists'>>,
  { change, open }: Acts,
): readonly MenuEntry[] {
  const action = (label: string, onSelect: () => void): MenuEntry => ({
    ...{ kind: 'action', label, onSelect },
  })
  return [
    action(t('action.attest'), () => open('attest')),
    ...(item.attestation
      ? [action(t('action.withdraw'), () => change({ action: 'withdraw' }))]
      : []),
    item.notApplicable
      ? action(t('action.applicable'), () => change({ action: 'set-applicable' }))
      : action(t('action.not-applicable'), () => open('not-applicable')),
    { kind: 'separator' },
    action(t('action.bind'), () => open('bind')),
    action(t('action.link'), () => open('link')),
    ...(item.binding ? [action(t('action.unbind'), () => change({ action: 'unbind' }))] : []),
    action(t(item.isBlocking ? 'action.optional' : 'action.blocking'), () =>
      change({ action: 'set-blocking', isBlocking: !item.isBlocking }),
    ),
    { kind: 'separator' },
    action(t(item.isTicked ? 'action.untick' : 'action.tick'), () => open('tick')),
  ]
}
