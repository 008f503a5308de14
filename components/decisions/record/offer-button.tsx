'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import type { DocumentEdit } from '#lib/documents/schemas.ts'
import { Problem } from '../problem.tsx'
import { useEdits } from './use-edits.ts'

interface OfferButtonProps {
  readonly id: string
  readonly version: number
  readonly edits: readonly DocumentEdit[]
}

/** Takes over what another record says of this one. */
export function OfferButton({ id, version, edits }: OfferButtonProps) {
  const t = useTranslations('decisions.record')
  const save = useEdits(id, version)
  return (
    <span className="grid gap-1 print:hidden">
      <Button pending={save.isPending} onClick={() => save.mutate(edits)}>
        {t('takeOffer')}
      </Button>
      <Problem error={save.error} />
    </span>
  )
}
