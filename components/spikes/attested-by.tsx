'use client'

import { useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'

interface AttestedByProps {
  readonly by: string
  readonly at: string
  readonly note: string | null
}

/** Who said it, and when. */
export function AttestedBy({ by, at, note }: AttestedByProps) {
  const t = useTranslations('spikes')
  return (
    <p className="pl-6 text-xs text-muted">
      {t.rich('attested', { by, time: () => <RelativeTime at={at} plain /> })}
      {note && ` · ${note}`}
    </p>
  )
}
