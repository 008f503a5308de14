'use client'

import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import type { BlankChoice } from '#lib/credentials/vocabulary.ts'
import type { CredentialField } from './credential-fields.ts'

interface BlanksQuestionProps {
  readonly fields: readonly string[]
  readonly isPending: boolean
  readonly onAnswer: (choice: BlankChoice) => void
}

/** Asks what to do with blanks or line breaks around a secret: nobody but its owner can know. */
export function BlanksQuestion({ fields, isPending, onAnswer }: BlanksQuestionProps) {
  const t = useTranslations('credentials.form')
  // Safe because the form sent these very fields.
  const names = fields.map((name) => t(`fields.${name as CredentialField['name']}`))
  return (
    <Banner tone="warn" title={t('blanks.title', { fields: names.join(', ') })}>
      <p>{t('blanks.body')}</p>
      <p className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" pending={isPending} onClick={() => onAnswer('remove')}>
          {t('blanks.remove')}
        </Button>
        <Button size="sm" pending={isPending} onClick={() => onAnswer('keep')}>
          {t('blanks.keep')}
        </Button>
      </p>
    </Banner>
  )
}
