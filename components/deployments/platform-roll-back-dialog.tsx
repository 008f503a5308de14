'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { FailureWords } from '#components/platform/failure-words.tsx'
import { PlatformProblem } from '#components/platform/platform-problem.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Field } from '#components/ui/field.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { PlatformRollbacks } from '#lib/deployments/platform/answer-schemas.ts'
import { BlockerList } from './blocker-list.tsx'
import { rollBackOnPlatform } from './commands.ts'
import { toStaying } from './mechanism-name.tsx'
import { type PickedRelease, PlatformTargetList } from './platform-target-list.tsx'
import { ProblemBanner } from './problem-banner.tsx'
import { platformRollbacksQuery, type StageKey } from './queries.ts'
import { isConfirmed, RiskConfirmation } from './risk-confirmation.tsx'

interface PlatformRollBackDialogProps extends StageKey {
  readonly stageName: string
  readonly onClose: () => void
}

/** Has a platform go back to a release it still keeps, without a build. */
export function PlatformRollBackDialog({
  onClose,
  stageName,
  ...key
}: PlatformRollBackDialogProps) {
  const t = useTranslations('deployments.contract')
  const { data, error, refetch } = useQuery(platformRollbacksQuery(key))
  const title = t('dialogTitle', { stage: stageName })
  if (data?.ways.some(({ targets }) => targets.length > 0)) {
    return <PlatformRollBackForm {...key} data={data} title={title} onClose={onClose} />
  }
  return (
    <Dialog open onClose={onClose} title={title} size="lg">
      {error && <ErrorState title={error.message} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton className="h-48" />}
      {data?.ways.map(({ source, failure }) =>
        failure ? (
          <Banner key={source} tone="warn" title={t('notAnswering')}>
            <FailureWords {...failure} />
          </Banner>
        ) : (
          <EmptyState key={source} title={t('empty')} />
        ),
      )}
    </Dialog>
  )
}

interface PlatformRollBackFormProps extends StageKey {
  readonly data: PlatformRollbacks
  readonly title: string
  readonly onClose: () => void
}

function PlatformRollBackForm({ data, title, onClose, ...key }: PlatformRollBackFormProps) {
  const t = useTranslations('deployments')
  const router = useRouter()
  const [picked, setPicked] = useState<PickedRelease | null>(null)
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const send = useMutation({
    mutationFn: (release: PickedRelease) =>
      rollBackOnPlatform(key, { ...release, reason: reason.trim() }, idempotencyKey),
    onSuccess: ({ id }) => router.push(`/deployments/${id}`),
  })
  const canSend =
    data.canRollBack &&
    picked !== null &&
    reason.trim().length >= 3 &&
    isConfirmed(data.confirmation, key.system, typed)
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      size="lg"
      description={t('contract.dialogIntro')}
      footer={
        <Button
          variant="danger"
          disabled={!canSend}
          pending={send.isPending}
          onClick={() => picked && canSend && send.mutate(picked)}
        >
          {send.isPending ? t('rollBack.submitting') : t('contract.submit')}
        </Button>
      }
    >
      <div className="grid gap-4">
        <PlatformProblem
          error={send.error}
          otherwise={(problem) => <ProblemBanner error={problem} />}
        />
        <BlockerList blockers={data.blockers} />
        <PlatformTargetList ways={data.ways} picked={picked} onPick={setPicked} />
        <Stays data={data} picked={picked} />
        <Field label={t('rollBack.reason')} hint={t('rollBack.reasonHint')} required>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={1_000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <RiskConfirmation
          confirmation={data.confirmation}
          name={key.system}
          typed={typed}
          onType={setTyped}
        />
        <p className="text-xs text-muted">{t('rollBack.hold')}</p>
      </div>
    </Dialog>
  )
}

interface StaysProps {
  readonly data: PlatformRollbacks
  readonly picked: PickedRelease | null
}

function Stays({ data, picked }: StaysProps) {
  const t = useTranslations('deployments.contract')
  const format = useFormatter()
  const way = data.ways.find(({ source }) => source === picked?.source)
  if (!way || way.doesNotRevert.length === 0) return null
  const items = format.list(
    way.doesNotRevert.map((item) => toStaying(item, t)),
    { type: 'conjunction' },
  )
  return (
    <p aria-live="polite" className="text-sm">
      {t('staysSentence', { items })}
    </p>
  )
}
