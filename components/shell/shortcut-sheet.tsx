'use client'

import { useTranslations } from 'next-intl'
import { Dialog } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { pages } from './navigation.ts'
import { useShell } from './shell-state.tsx'

interface ShortcutSheetProps {
  readonly onClose: () => void
}

const goTexts = {
  board: 'goBoard',
  deployments: 'goDeployments',
  decisions: 'goDecisions',
  backups: 'goBackups',
  checklists: 'goChecklists',
  activity: 'goActivity',
  settings: 'goSettings',
} as const

const single = [
  ['/', 'filter'],
  ['j', 'next'],
  ['k', 'previous'],
  ['↵', 'open'],
  ['e', 'edit'],
  ['c', 'copyLink'],
  ['?', 'sheet'],
] as const

/** All keys of the portal at a glance. */
export function ShortcutSheet({ onClose }: ShortcutSheetProps) {
  const t = useTranslations('shell.shortcuts')
  const { areShortcutsOn } = useShell()
  return (
    <Dialog open onClose={onClose} title={t('title')} size="sm">
      {!areShortcutsOn && <p className="mb-3 text-sm text-muted">{t('off')}</p>}
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 text-sm">
        <Row keys={['⌘K', 'Ctrl K']} text={t('palette')} />
        {single.map(([key, name]) => (
          <Row key={name} keys={[key]} text={t(name)} />
        ))}
        {pages.map(({ name, key }) => (
          <Row key={name} keys={['g', key]} between={t('then')} text={t(goTexts[name])} />
        ))}
      </dl>
    </Dialog>
  )
}

interface RowProps {
  readonly keys: readonly string[]
  /** Word between keys that follow each other. */
  readonly between?: string
  readonly text: string
}

function Row({ keys, between = '/', text }: RowProps) {
  return (
    <>
      <dt className="flex items-center gap-1 text-xs text-muted">
        {keys.map((key, index) => (
          <span key={key} className="flex items-center gap-1">
            {index > 0 && between}
            <Kbd>{key}</Kbd>
          </span>
        ))}
      </dt>
      <dd>{text}</dd>
    </>
  )
}
