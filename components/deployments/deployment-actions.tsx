'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { Availability, DeploymentDetail } from '#lib/deployments/types.ts'
import { BlockerList } from './blocker-list.tsx'
import { cancelDeployment, detachDeployment } from './commands.ts'
import { deploymentQuery } from './queries.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { RollBackButton } from './roll-back-button.tsx'

type Act = 'cancel' | 'forceCancel' | 'detach'

/** The acts that fit the state; each asks before it does anything. */
export function DeploymentActionButtons({ deployment }: { readonly deployment: DeploymentDetail }) {
  const { actions, system, stage, state } = deployment
  const [act, setAct] = useState<Act | null>(null)
  const stageKey = { system: system.slug, stage: stage.slug, stageName: stage.name }
  return (
    <>
      <ActButton act="cancel" availability={actions.cancel} onPress={setAct} />
      <ActButton act="forceCancel" availability={actions.forceCancel} onPress={setAct} />
      <ActButton act="detach" availability={actions.detach} onPress={setAct} />
      {actions.rollBack.available && (
        <RollBackButton {...stageKey} variant={state === 'failed' ? 'primary' : 'secondary'} />
      )}
      {act && <ActDialog act={act} deployment={deployment} onClose={() => setAct(null)} />}
    </>
  )
}

interface ActButtonProps {
  readonly act: Act
  readonly availability: Availability
  readonly onPress: (act: Act) => void
}

function ActButton({ act, availability, onPress }: ActButtonProps) {
  const t = useTranslations('deployments.actions')
  if (!availability.available) return null
  return <Button onClick={() => onPress(act)}>{t(act)}</Button>
}

interface ActDialogProps {
  readonly act: Act
  readonly deployment: DeploymentDetail
  readonly onClose: () => void
}

function ActDialog({ act, deployment, onClose }: ActDialogProps) {
  const t = useTranslations('deployments.actions')
  const client = useQueryClient()
  const detaches = act === 'detach'
  return (
    <ReasonDialog
      open
      onClose={onClose}
      danger
      title={detaches ? t('detachTitle') : t('cancelTitle')}
      hint={t(`${act}Hint`)}
      submitLabel={detaches ? t('detachSubmit') : t('cancelSubmit')}
      reasonLabel={detaches ? t('reason') : undefined}
      act={(reason) =>
        detaches
          ? detachDeployment(deployment.id, reason)
          : cancelDeployment(deployment.id, act === 'forceCancel')
      }
      onDone={() => client.invalidateQueries(deploymentQuery(deployment.id))}
    >
      <BlockerList blockers={deployment.actions[act].blockers} />
    </ReasonDialog>
  )
}
