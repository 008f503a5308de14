'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { type Collected, collectFiles, listDropped } from './collect-files.ts'

/** A place to drop files or folders on; buttons do the same. */
export function DropZone({ onFiles }: { readonly onFiles: (collected: Collected) => void }) {
  const t = useTranslations('decisions.import')
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = async (chosen: readonly File[]) => {
    if (chosen.length > 0) onFiles(await collectFiles(chosen))
  }
  return (
    <section
      aria-label={t('drop')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void listDropped(event.dataTransfer.items).then(take)
      }}
      className={clsx(
        'grid justify-items-center gap-3 rounded-lg border-2 border-dashed p-8 text-center',
        isOver ? 'border-focus bg-hover' : 'border-line-strong',
      )}
    >
      <p className="font-medium">{t('drop')}</p>
      <p className="text-sm text-muted">{t('dropHint')}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button onClick={() => files.current?.click()}>{t('chooseFiles')}</Button>
        <Button onClick={() => folder.current?.click()}>{t('chooseFolder')}</Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={t('chooseFiles')}
        accept=".md,.markdown,.mdx,.txt,text/markdown"
        onChange={({ target }) => {
          void take([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <input
        ref={(element) => {
          folder.current = element
          element?.setAttribute('webkitdirectory', '')
        }}
        type="file"
        hidden
        aria-label={t('chooseFolder')}
        onChange={({ target }) => {
          void take([...(target.files ?? [])])
          target.value = ''
        }}
      />
    </section>
  )
}
