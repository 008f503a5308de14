'use client'

import { useTranslations } from 'next-intl'
import { memo, type Ref } from 'react'

interface TextFieldProps {
  readonly ref: Ref<HTMLTextAreaElement>
  readonly first: string
  readonly onInput: () => void
  readonly onLeave: () => void
  readonly onSave: () => void
}

/** The browser's own field, which keeps its text itself: a key costs nothing but the key. */
export const TextField = memo(
  function TextField({ ref, first, onInput, onLeave, onSave }: TextFieldProps) {
    const t = useTranslations('decisions.editor')
    return (
      <textarea
        ref={ref}
        aria-label={t('field')}
        defaultValue={first}
        spellCheck={false}
        onInput={onInput}
        onBlur={onLeave}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
          event.preventDefault()
          onSave()
        }}
        className="h-[calc(100dvh-14rem)] min-h-80 w-full resize-y rounded-md border border-line-strong/70 bg-surface p-3 font-mono text-xs leading-5 text-ink [contain:strict] pointer-coarse:text-base"
      />
    )
  },
  // Its handlers only read references, so those of the first time stay good.
  () => true,
)
