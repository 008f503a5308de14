'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { copyText } from '#components/ui/copy-text.ts'
import { Icon } from '#components/ui/icon.tsx'

/** Copies what an address answers as text. */
export function CopyMarkdown({ address }: { readonly address: string }) {
  const t = useTranslations('checklists.page')
  const copy = useMutation({
    mutationFn: async () => {
      const response = await fetch(address)
      if (!response.ok) throw new Error(`The portal answered ${response.status}.`)
      await copyText(await response.text())
    },
  })
  return (
    <Button pending={copy.isPending} onClick={() => copy.mutate()}>
      <Icon name={copy.isSuccess ? 'check' : 'copy'} className="size-4" />
      {t('copy')}
    </Button>
  )
}
