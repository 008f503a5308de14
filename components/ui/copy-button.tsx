'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { copyText } from './copy-text.ts'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'

interface CopyButtonProps {
  readonly text: string
  /** What is copied, e.g. "Kennung kopieren"; default "Kopieren". */
  readonly label?: string
}

type Outcome = 'idle' | 'copied' | 'copyFailed'

const shownForMs = 2_000

/** Copies a text and says so, to the eye and to a screen reader. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const t = useTranslations('ui')
  const [outcome, setOutcome] = useState<Outcome>('idle')
  const copy = async () => {
    setOutcome((await copyText(text)) ? 'copied' : 'copyFailed')
    setTimeout(() => setOutcome('idle'), shownForMs)
  }
  return (
    <>
      <IconButton label={label ?? t('copy')} onClick={copy}>
        <Icon
          name={outcome === 'copied' ? 'check' : 'copy'}
          className={outcome === 'copied' ? 'text-ok' : undefined}
        />
      </IconButton>
      <span role="status" className="sr-only">
        {outcome === 'idle' ? '' : t(outcome)}
      </span>
    </>
  )
}
