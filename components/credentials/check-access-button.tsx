'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { requestJson } from '#components/api/request-json.ts'
import { FailureBanner } from '#components/settings/failure-banner.tsx'
import { useChange } from '#components/settings/use-change.ts'
import { Button } from '#components/ui/button.tsx'
import type { CheckAccessInput } from '#lib/credentials/schemas.ts'

interface CheckAccessButtonProps {
  readonly label: string
  readonly description?: string
  readonly target?: CheckAccessInput
}

/** When to look for the answers of platforms that were just asked. */
const lookAfterMs = [2_000, 5_000, 12_000, 30_000]

/** Has the platforms asked again and shows what they say when they say it. */
export function CheckAccessButton({ label, description, target = {} }: CheckAccessButtonProps) {
  const t = useTranslations('credentials.access')
  const router = useRouter()
  const [askedAt, setAskedAt] = useState<number | null>(null)
  const change = useChange()
  const check = () =>
    change.run(async () => {
      await requestJson<unknown>('/api/v1/access/checks', { method: 'POST', body: target })
      setAskedAt(Date.now())
    })
  useEffect(() => {
    if (askedAt === null) return
    const timers = lookAfterMs.map((ms) => setTimeout(() => router.refresh(), ms))
    return () => timers.forEach(clearTimeout)
  }, [router, askedAt])
  return (
    <span className="flex flex-wrap items-center gap-y-2">
      <span role="status" className="text-xs text-muted">
        {askedAt !== null && <span className="mr-2">{t('asked')}</span>}
      </span>
      <Button size="sm" pending={change.isPending} aria-label={description} onClick={check}>
        {label}
      </Button>
      <FailureBanner failure={change.failure} />
    </span>
  )
}
