'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Icon } from '#components/ui/icon.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'

interface PinButtonProps {
  readonly slug: string
  readonly name: string
  readonly isPinned: boolean
}

/** Puts a system on top of the reader's board, or back among the others. */
export function PinButton({ slug, name, isPinned }: PinButtonProps) {
  const t = useTranslations('board')
  const [hasFailed, setFailed] = useState(false)
  const toggle = async () => {
    const { pinSystem } = await import('./pin-system.ts')
    await pinSystem(slug, !isPinned).then(
      () => setFailed(false),
      () => setFailed(true),
    )
  }
  return (
    <>
      <IconButton
        label={isPinned ? t('unpin', { name }) : t('pin', { name })}
        aria-pressed={isPinned}
        onClick={toggle}
        className={clsx(
          'size-6!',
          !isPinned &&
            'opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100',
        )}
      >
        <Icon name="pin" className={clsx('size-3.5!', isPinned && 'fill-current text-ink')} />
      </IconButton>
      {hasFailed && (
        <span role="alert" className="text-xs text-bad">
          {t('pinFailed')}
        </span>
      )}
    </>
  )
}
