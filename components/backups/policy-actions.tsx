'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { PolicyDetail, StageBackups } from '#lib/backups/types.ts'
import { endedRequests } from '#lib/backups/words.ts'
import { PingUrlDialog } from './ping-url-dialog.tsx'
import type { StageKey } from './queries.ts'
import { RestoreTestDialog } from './restore-test-dialog.tsx'
import { usePolicyCommands } from './use-policy-commands.ts'

interface PolicyActionsProps {
  readonly policy: PolicyDetail
  readonly may: StageBackups['may']
  readonly stageKey: StageKey
}

/** What the reader may do with a policy. */
export function PolicyActions({ policy, may, stageKey }: PolicyActionsProps) {
  const t = useTranslations('backups.actions')
  const [dialog, setDialog] = useState<'ping' | 'record' | null>(null)
  const { backUp, restore, refresh, error } = usePolicyCommands(stageKey, policy.slug)
  const isReporting = policy.origin.kind === 'heartbeat'
  return (
    <div className="flex flex-wrap items-center gap-2">
      {error && (
        <span role="alert" className="text-xs text-bad">
          {error.message}
        </span>
      )}
      {policy.canBackUpNow && may.backUpNow && (
        <Button
          disabled={isUnderWay(policy)}
          pending={backUp.isPending}
          onClick={() => backUp.mutate()}
        >
          {t('backUpNow')}
        </Button>
      )}
      {policy.backupObstacle && policy.backupObstacle !== 'reports_itself' && may.backUpNow && (
        <span className="max-w-prose text-xs text-muted">
          {t(`obstacle.${policy.backupObstacle}`)}
        </span>
      )}
      {policy.restore.method !== 'by-hand' && may.recordRestoreTest && (
        <Button pending={restore.isPending} onClick={() => restore.mutate()}>
          {t('restoreNow')}
        </Button>
      )}
      {may.recordRestoreTest && (
        <Button variant="ghost" onClick={() => setDialog('record')}>
          {t('record')}
        </Button>
      )}
      {isReporting && may.readPingUrl && (
        <Button variant="ghost" onClick={() => setDialog('ping')}>
          {t('pingUrl')}
        </Button>
      )}
      {isReporting && (
        <PingUrlDialog
          {...stageKey}
          policy={policy.slug}
          open={dialog === 'ping'}
          onClose={() => setDialog(null)}
          mayRotate={may.rotatePingUrl}
        />
      )}
      {dialog === 'record' && (
        <RestoreTestDialog
          stageKey={stageKey}
          policy={policy}
          onClose={() => setDialog(null)}
          onDone={refresh}
        />
      )}
    </div>
  )
}

function isUnderWay({ request }: PolicyDetail): boolean {
  return request !== null && !endedRequests.some((state) => state === request.state)
}
