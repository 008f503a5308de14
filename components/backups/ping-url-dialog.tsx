'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { BackupPingUrl } from '#lib/backups/types.ts'
import { readPingUrl, rotatePingUrl } from './commands.ts'
import { toBackupSnippets } from './ping-snippets.ts'
import type { StageKey } from './queries.ts'

interface PingUrlDialogProps extends StageKey {
  readonly policy: string
  readonly open: boolean
  readonly onClose: () => void
  readonly mayRotate: boolean
}

/** Shows a policy's ping URL with jobs to copy; it is read only when somebody asks for it. */
export function PingUrlDialog({ policy, open, onClose, mayRotate, ...key }: PingUrlDialogProps) {
  const t = useTranslations('backups.ping')
  const client = useQueryClient()
  const queryKey = ['backup-ping-url', key.system, key.stage, policy]
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () => readPingUrl(key, policy),
    enabled: open,
    // A capability: not kept in the browser's memory once the dialog is closed.
    gcTime: 0,
  })
  const rotate = useMutation({
    mutationFn: () => rotatePingUrl(key, policy),
    onSuccess: (fresh) => client.setQueryData(queryKey, fresh),
  })
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('title', { policy })}
      description={t('description')}
      size="lg"
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <div className="grid gap-3">
        {error && <ErrorState title={error.message} onRetry={() => refetch()} />}
        {!data && !error && <Skeleton className="h-40" />}
        {data && <Snippets ping={data} {...key} />}
        {rotate.isSuccess && <Banner tone="ok" title={t('rotated')} />}
        {rotate.error && <Banner tone="bad" title={rotate.error.message} />}
        {data && mayRotate && (
          <div className="flex flex-wrap items-center justify-between gap-3 text-sm">
            <p className="max-w-prose text-muted">{t('rotateHint')}</p>
            <Button variant="danger" pending={rotate.isPending} onClick={() => rotate.mutate()}>
              {t('rotate')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  )
}

function Snippets({ ping, ...key }: StageKey & { readonly ping: BackupPingUrl }) {
  const t = useTranslations('backups.ping')
  const snippets = toBackupSnippets({ ...key, ...ping })
  return (
    <>
      <CodeBlock title={t('url')} code={ping.url} />
      {(['curl', 'service', 'timer', 'cron'] as const).map((name) => (
        <CodeBlock key={name} title={t(name)} code={snippets[name]} />
      ))}
    </>
  )
}
