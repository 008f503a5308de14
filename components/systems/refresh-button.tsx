'use client'

import { useMutation } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { requestJson } from '#components/api/request-json.ts'
import { Button } from '#components/ui/button.tsx'

interface RefreshButtonProps {
  /** Only the source of this system; all sources without it. */
  readonly system?: string
}

/** Has the catalog read again and says that it was asked for; the result arrives as a live change. */
export function RefreshButton({ system }: RefreshButtonProps) {
  const t = useTranslations('systems.source')
  const refresh = useMutation({
    mutationFn: () => requestJson('/api/v1/catalog/refresh', { method: 'POST', body: { system } }),
  })
  const message = refresh.isError
    ? t('failed', { reason: refresh.error.message })
    : refresh.isSuccess
      ? t('requested')
      : ''
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span role="status" className="text-xs text-muted">
        {message}
      </span>
      <Button variant="secondary" onClick={() => refresh.mutate()} disabled={refresh.isPending}>
        <RefreshCw aria-hidden="true" className="size-4" />
        {refresh.isPending ? t('refreshing') : t('refresh')}
      </Button>
    </span>
  )
}
