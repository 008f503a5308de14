'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

interface CreatedTokenProps {
  readonly created: { readonly name: string; readonly token: string }
  readonly onClose: () => void
}

/** The one moment a token can be read. */
export function CreatedToken({ created, onClose }: CreatedTokenProps) {
  const t = useTranslations('settings.tokens')
  const done = (
    <Button variant="primary" onClick={onClose}>
      {t('done')}
    </Button>
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('createdTitle', { name: created.name })}
      description={t('createdBody')}
      footer={done}
    >
      <p className="flex items-start gap-2 rounded-md border border-line p-2">
        <code className="grow text-sm break-all select-all">{created.token}</code>
        <CopyButton text={created.token} label={t('copy')} />
      </p>
    </Dialog>
  )
}
