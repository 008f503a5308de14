'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { readPingUrl, rotatePingUrl } from './commands.ts'
import { toPingSnippets } from './ping-snippets.ts'
import type { StageKey } from './queries.ts'

interface PingUrlDialogProps extends StageKey {
  readonly probe: string
  readonly open: boolean
  readonly onClose: () => void
  readonly mayRotate: boolean
}

/** Shows a heartbeat's ping URL with calls to copy; it is read only when somebody asks for it. */
export function PingUrlDialog({ probe, open, onClose, mayRotate, ...key }: PingUrlDialogProps) {
  const t = useTranslations('health.ping')
  const client = useQueryClient()
  const queryKey = ['ping-url', key.system, key.stage, probe]
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () => readPingUrl(key, probe),
    enabled: open,
    // A capability: not kept in the browser's memory once the dialog is closed.
    gcTime: 0,
  })
  const rotate = useMutation({
    mutationFn: () => rotatePingUrl(key, probe),
    onSuccess: (fresh) => client.setQueryData(queryKey, fresh),
  })
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('title', { probe })}
      description={t('description')}
      size="lg"
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <div className="grid gap-3">
        {error && <ErrorState title={error.message} onRetry={() => refetch()} />}
        {!data && !error && <Skeleton className="h-40" />}
        {data && <Snippets url={data.url} />}
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

function Snippets({ url }: { readonly url: string }) {
  const t = useTranslations('health.ping')
  const snippets = toPingSnippets(url)
  return (
    <>
      <CodeBlock title={t('url')} code={url} />
      {(['curl', 'systemd', 'cron'] as const).map((name) => (
        <CodeBlock key={name} title={t(name)} code={snippets[name]} />
      ))}
    </>
  )
}
