'use client'

import { useTranslations } from 'next-intl'
import type { DeploymentDetail } from '#lib/deployments/types.ts'

/** Tells a screen reader when the step changes, and nothing in between. */
export function StepAnnouncer({ deployment }: { readonly deployment: DeploymentDetail }) {
  const words = useTranslations('status')
  const t = useTranslations('deployments.page')
  const steps = deployment.jobs.flatMap((job) => job.steps)
  const current = steps.find((step) => step.state === 'in_progress' || step.state === 'failed')
  const state = words(`deployment.${deployment.state}`)
  return (
    <p role="status" className="sr-only">
      {current
        ? t('announce', { step: current.name, state: words(`step.${current.state}`) })
        : state}
    </p>
  )
}
