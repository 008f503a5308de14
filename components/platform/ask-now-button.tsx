'use client'

import { useMutation } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { requestJson } from '#components/api/request-json.ts'
import { Button } from '#components/ui/button.tsx'

interface AskNowButtonProps {
  readonly system: string
  readonly stage: string
  readonly canAsk: boolean
}

/** Has the platform asked and says that it was; the answer arrives as a live change. */
export function AskNowButton({ system, stage, canAsk }: AskNowButtonProps) {
  const t = useTranslations('platform')
  const ask = useMutation({
    mutationFn: () =>
      requestJson<{ readonly readings: number }>(
        `/api/v1/systems/${system}/stages/${stage}/platform`,
        { method: 'POST' },
      ),
  })
  const message = ask.isError
    ? t('askFailed', { reason: ask.error.message })
    : ask.isSuccess
      ? t('asked', { count: ask.data.readings })
      : ''
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span role="status" className="text-xs text-muted">
        {message}
      </span>
      <Button
        variant="secondary"
        onClick={() => ask.mutate()}
        disabled={ask.isPending || !canAsk}
        title={canAsk ? undefined : t('needsEngineer')}
      >
        <RefreshCw aria-hidden="true" className="size-4" />
        {ask.isPending ? t('asking') : t('ask')}
      </Button>
    </span>
  )
}
