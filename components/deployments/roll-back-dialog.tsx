'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Field } from '#components/ui/field.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { RollbackTargets } from '#lib/deployments/types.ts'
import { BlockerList } from './blocker-list.tsx'
import { CommitRangeList } from './commit-range.tsx'
import { ProblemBanner } from './problem-banner.tsx'
import { rollbackTargetsQuery, type StageKey } from './queries.ts'
import { RiskConfirmation } from './risk-confirmation.tsx'
import { RollbackTargetList } from './rollback-target-list.tsx'
import { useRollBackForm } from './use-roll-back-form.ts'

interface RollBackDialogProps extends StageKey {
  readonly stageName: string
  readonly open: boolean
  readonly onClose: () => void
}

/** Brings back a version that really ran on the stage, and says what that does not undo. */
export function RollBackDialog({ system, stage, stageName, open, onClose }: RollBackDialogProps) {
  const t = useTranslations('deployments.rollBack')
  const targets = useQuery({ ...rollbackTargetsQuery({ system, stage }), enabled: open })
  const title = t('title', { stage: stageName })
  if (targets.data?.targets.some((item) => !item.isRunning)) {
    return <RollBackForm {...{ system, stage, open, onClose, title }} data={targets.data} />
  }
  return (
    <Dialog open={open} onClose={onClose} title={title} size="lg">
      {targets.error && (
        <ErrorState title={targets.error.message} onRetry={() => targets.refetch()} />
      )}
      {targets.isLoading && <Skeleton className="h-48" />}
      {targets.data && <EmptyState title={t('empty')} />}
    </Dialog>
  )
}

interface RollBackFormProps extends StageKey {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly data: RollbackTargets
}

function RollBackForm({ system, stage, title, open, onClose, data }: RollBackFormProps) {
  const t = useTranslations('deployments.rollBack')
  const form = useRollBackForm({ system, stage }, data)
  const label = t('submit', { stage: data.stage.name, version: form.target?.version ?? '…' })
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      size="lg"
      description={t('intro', { system: data.system.name, version: data.running.version ?? '?' })}
      footer={
        <Button
          variant="danger"
          disabled={!form.canSend}
          pending={form.send.isPending}
          onClick={form.submit}
        >
          {form.send.isPending ? t('submitting') : label}
        </Button>
      }
    >
      <div className="grid gap-4">
        <ProblemBanner error={form.send.error} />
        <RollbackTargetList
          targets={data.targets}
          pickedId={form.target?.deploymentId ?? null}
          onPick={form.setTargetId}
        />
        <Undone form={form} />
        <NotUndone items={data.notUndone} />
        <BlockerList blockers={data.blockers} />
        <Field label={t('reason')} hint={t('reasonHint')} required>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={1_000}
              value={form.reason}
              onChange={(event) => form.setReason(event.target.value)}
            />
          )}
        </Field>
        <RiskConfirmation
          confirmation={data.confirmation}
          name={data.system.slug}
          typed={form.typed}
          onType={form.setTyped}
        />
        <p className="text-xs text-muted">{t('hold')}</p>
      </div>
    </Dialog>
  )
}

function Undone({ form }: { readonly form: ReturnType<typeof useRollBackForm> }) {
  const t = useTranslations('deployments.rollBack')
  if (!form.target) return null
  return (
    <section aria-live="polite" className="grid gap-1">
      <h3 className="text-sm font-medium">{t('undoes')}</h3>
      {form.undone.isLoading && <Skeleton className="h-12" />}
      {form.undone.error && <ProblemBanner error={form.undone.error} />}
      {form.undone.data && <CommitRangeList range={form.undone.data} />}
    </section>
  )
}

function NotUndone({ items }: { readonly items: RollbackTargets['notUndone'] }) {
  const t = useTranslations('deployments.rollBack')
  return (
    <section className="grid gap-1 text-sm">
      <h3 className="font-medium">{t('notUndone')}</h3>
      <ul className="list-disc pl-5 text-muted">
        {items.map((item) => (
          <li key={item}>{t(`notUndoneItem.${item}`)}</li>
        ))}
      </ul>
    </section>
  )
}
