'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { saveText } from '../commands.ts'
import { Problem } from '../problem.tsx'
import { readVersion } from '../queries.ts'

interface RestoreButtonProps {
  readonly id: string
  readonly version: number
  readonly restore: number
}

/** Makes an earlier text the newest; nothing in between is lost. */
export function RestoreButton({ id, version, restore }: RestoreButtonProps) {
  const t = useTranslations('decisions.versions')
  const router = useRouter()
  const client = useQueryClient()
  const run = useMutation({
    mutationFn: async () => {
      const { content } = await readVersion(id, restore)
      const reason = t('restoreReason', { number: restore })
      return saveText(id, { content, baseVersion: version, reason })
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['decision', id] })
      router.refresh()
    },
  })
  return (
    <span className="grid justify-items-start gap-1">
      <Button size="sm" pending={run.isPending} onClick={() => run.mutate()}>
        {t('restore')}
      </Button>
      <Problem error={run.error} />
    </span>
  )
}
