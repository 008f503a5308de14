'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import type { DeploymentDetail, JobView } from '#lib/deployments/types.ts'
import { JobLogView } from './job-log.tsx'
import { StepRow } from './step-row.tsx'

/** The jobs of the run with their steps, and the log of the one that is running or failed. */
export function JobList({ deployment }: { readonly deployment: DeploymentDetail }) {
  const t = useTranslations('deployments.page')
  if (deployment.jobs.length === 0) {
    return (
      <Card title={t('steps')}>
        <p className="text-sm text-muted">{t('noSteps')}</p>
      </Card>
    )
  }
  return deployment.jobs.map((job) => <JobCard key={job.id} deployment={deployment} job={job} />)
}

interface JobCardProps {
  readonly deployment: DeploymentDetail
  readonly job: JobView
}

function JobCard({ deployment, job }: JobCardProps) {
  const t = useTranslations('deployments.page')
  // Undecided until the reader chooses: then a running or failed job opens by itself, and never closes again.
  const [choice, setChoice] = useState<boolean | null>(null)
  const isTelling = job.state === 'failed' || job.state === 'in_progress'
  const isLogOpen = choice ?? isTelling
  return (
    <Card
      title={job.name}
      flush
      aside={
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={isLogOpen}
          onClick={() => setChoice(!isLogOpen)}
        >
          {t('log')}
        </Button>
      }
    >
      <ol aria-label={t('steps')}>
        {job.steps.map((step) => (
          <StepRow key={step.number} step={step} />
        ))}
      </ol>
      {isLogOpen && (
        <JobLogView
          deploymentId={deployment.id}
          jobId={job.id}
          runs={job.state === 'in_progress' || job.state === 'queued'}
          runUrl={deployment.runUrl}
        />
      )}
    </Card>
  )
}
