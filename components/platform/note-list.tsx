'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { PlatformNote } from '#lib/hosting/schemas.ts'

/** Further statements worth knowing: disk left, whether nginx answers. */
export function NoteList({ notes }: { readonly notes: readonly PlatformNote[] }) {
  const t = useTranslations('platform')
  if (notes.length === 0) return null
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-muted">{t('notes')}</h3>
      <ul className="grid gap-1">
        {notes.map((note) => (
          <li
            key={`${note.source} ${note.name} ${note.subject}`}
            className="flex flex-wrap gap-x-2"
          >
            <span>{t(`note.${note.name}`, { subject: note.subject })}</span>
            <NoteValue note={note} />
            {note.observedAt && (
              <RelativeTime plain at={note.observedAt} className="text-xs text-muted" />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function NoteValue({ note }: { readonly note: PlatformNote }) {
  const t = useTranslations('platform')
  const format = useFormatter()
  const { name, value } = note
  if (typeof value === 'boolean') {
    return <b className="font-medium">{t(value ? 'yes' : 'no')}</b>
  }
  if (typeof value === 'number') {
    const isPercent = name === 'disk_free_percent'
    const options = isPercent ? ({ style: 'percent' } as const) : {}
    return <b className="font-medium">{format.number(isPercent ? value / 100 : value, options)}</b>
  }
  return (
    <code dir="auto" className="break-all">
      {value}
    </code>
  )
}
