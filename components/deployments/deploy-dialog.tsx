'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Field } from '#components/ui/field.tsx'
import { formatDuration } from '#components/ui/format-time.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { Blocker, DeployOptions } from '#lib/deployments/types.ts'
import { BlockerList } from './blocker-list.tsx'
import { CandidatePicker } from './candidate-picker.tsx'
import { CommitRangeList } from './commit-range.tsx'
import { HoldBanner } from './hold-banner.tsx'
import { ProblemBanner } from './problem-banner.tsx'
import { deployOptionsQuery, type StageKey } from './queries.ts'
import { RiskConfirmation } from './risk-confirmation.tsx'
import { useDeployForm } from './use-deploy-form.ts'
import { WorkflowInputs } from './workflow-inputs.tsx'

interface DeployDialogProps extends StageKey {
  readonly stageName: string
  readonly open: boolean
  readonly onClose: () => void
}

/** Picks what should run on a stage, shows what that changes, and asks as much as the risk calls for. */
export function DeployDialog({ system, stage, stageName, open, onClose }: DeployDialogProps) {
  const t = useTranslations('deployments.deploy')
  const options = useQuery({ ...deployOptionsQuery({ system, stage }), enabled: open })
  if (options.data) {
    return <DeployForm {...{ system, stage, open, onClose }} options={options.data} />
  }
  return (
    <Dialog open={open} onClose={onClose} title={t('title', { stage: stageName })} size="lg">
      {options.error ? (
        <ErrorState title={options.error.message} onRetry={() => options.refetch()} />
      ) : (
        <Skeleton className="h-64" />
      )}
    </Dialog>
  )
}

interface DeployFormProps extends StageKey {
  readonly open: boolean
  readonly onClose: () => void
  readonly options: DeployOptions
}

function DeployForm({ system, stage, open, onClose, options }: DeployFormProps) {
  const t = useTranslations('deployments.deploy')
  const form = useDeployForm({ system, stage }, options)
  const version = form.candidate.data?.candidate.ref
  const label = version
    ? t('submit', { version: shorten(version), stage: options.stage.name })
    : t('submitPlain', { stage: options.stage.name })
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="lg"
      title={t('title', { stage: options.stage.name })}
      description={
        options.running.version
          ? t('intro', { system: options.system.name, version: options.running.version })
          : t('introUnknown', { system: options.system.name })
      }
      footer={
        <>
          {options.usualDurationSeconds !== null && (
            <p className="mr-auto self-center text-xs text-muted">
              {t('usual', { duration: formatDuration(options.usualDurationSeconds * 1_000) })}
            </p>
          )}
          <Button
            variant="primary"
            disabled={!form.canSend}
            pending={form.send.isPending}
            onClick={form.submit}
          >
            {form.send.isPending ? t('submitting') : label}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <ProblemBanner error={form.send.error} />
        {options.hold && <HoldBanner hold={options.hold} />}
        <CandidatePicker options={options} picked={form.ref} onPick={form.setRef} />
        <Consequences form={form} />
        {options.workflow && (
          <WorkflowInputs
            inputs={options.workflow.inputs}
            fixed={options.workflow.fixedInputs}
            values={form.values}
            onChange={form.setValues}
          />
        )}
        <ReasonAndHold
          form={form}
          hasHold={options.hold !== null}
          canPassGate={options.mayPassGate && options.blockers.some(isGate)}
        />
        <RiskConfirmation
          confirmation={options.confirmation}
          name={options.system.slug}
          typed={form.typed}
          onType={form.setTyped}
        />
      </div>
    </Dialog>
  )
}

type DeployFormState = ReturnType<typeof useDeployForm>

function Consequences({ form }: { readonly form: DeployFormState }) {
  const t = useTranslations('deployments.deploy')
  const { candidate, blockers } = form
  return (
    <section className="grid gap-3" aria-live="polite">
      <h3 className="text-sm font-medium">{t('range')}</h3>
      {candidate.isLoading && <Skeleton className="h-16" />}
      {candidate.error && <ProblemBanner error={candidate.error} />}
      {candidate.data && <CommitRangeList range={candidate.data.range} />}
      <BlockerList blockers={blockers} />
    </section>
  )
}

interface ReasonAndHoldProps {
  readonly form: DeployFormState
  readonly hasHold: boolean
  readonly canPassGate: boolean
}

function ReasonAndHold({ form, hasHold, canPassGate }: ReasonAndHoldProps) {
  const t = useTranslations('deployments.deploy')
  const isReasonNeeded = form.liftHold || form.passGate
  return (
    <>
      {hasHold && (
        <Checkbox
          label={t('liftHold')}
          checked={form.liftHold}
          onChange={(event) => form.setLiftHold(event.target.checked)}
        />
      )}
      {canPassGate && (
        <Checkbox
          label={t('passGate')}
          checked={form.passGate}
          onChange={(event) => form.setPassGate(event.target.checked)}
        />
      )}
      <Field
        label={t('reason')}
        hint={t('reasonHint')}
        required={isReasonNeeded}
        showOptional={!isReasonNeeded}
      >
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
    </>
  )
}

const isGate = ({ reason }: Blocker) => reason === 'checklist_open'

function shorten(ref: string): string {
  return /^[0-9a-f]{40}$/.test(ref) ? ref.slice(0, 7) : ref
}
