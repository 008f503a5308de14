'use client'

import { useTranslations } from 'next-intl'
import { ApiError } from '#components/api/request-json.ts'
import { Banner } from '#components/ui/banner.tsx'

const known = [
  'document_changed',
  'self_approval',
  'decide_instead',
  'not_ready',
  'too_large',
] as const

/** Why the portal refused or failed, in the reader's words where it is one that readers meet. */
export function Problem({ error }: { readonly error: Error | null }) {
  const t = useTranslations('decisions.problem')
  if (!error) return null
  const reason = error instanceof ApiError ? known.find((one) => one === error.reason) : undefined
  return (
    <Banner tone="bad" title={reason ? t(reason) : t('title')}>
      <p>{error.message}</p>
      {error instanceof ApiError && error.requestId && (
        <p className="text-xs">
          <code>{error.requestId}</code>
        </p>
      )}
    </Banner>
  )
}
