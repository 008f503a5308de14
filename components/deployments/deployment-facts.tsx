'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { DeploymentDetail } from '#lib/deployments/types.ts'
import { OutsideLink } from './commit-range.tsx'

/** Who asked for what, and which run does it. */
export function DeploymentFacts({ deployment }: { readonly deployment: DeploymentDetail }) {
  const t = useTranslations('deployments.page')
  const { commitSha, previousVersion, run, target, inputs } = deployment
  return (
    <Card>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
        <Fact name={t('version')}>{deployment.version}</Fact>
        {commitSha && (
          <Fact name={t('commit')}>
            <code>{commitSha.slice(0, 7)}</code>
            <CopyButton text={commitSha} />
          </Fact>
        )}
        {previousVersion && <Fact name={t('before')}>{previousVersion}</Fact>}
        {run && (
          <Fact name={t('run')}>
            <OutsideLink url={run.url}>{run.id}</OutsideLink>
            {run.attempt > 1 && ` · ${t('attempt', { attempt: run.attempt })}`}
          </Fact>
        )}
        {Object.keys(inputs).length > 0 && (
          <Fact name={t('inputs')}>
            {Object.entries(inputs).map(([name, value]) => (
              <code key={name} className="block text-xs break-all">
                {name}={value}
              </code>
            ))}
          </Fact>
        )}
        {deployment.reason && (
          <Fact name={t('reason')}>
            <span dir="auto">{deployment.reason}</span>
          </Fact>
        )}
      </dl>
      <p className="mt-3 text-xs text-muted">
        {t('requestedBy', { name: deployment.requestedBy.name })}
      </p>
      {target && (
        <p className="mt-1 text-xs">
          <Link className="underline" href={`/deployments/${target.id}`}>
            {t('target', { version: target.version, number: target.number })}
          </Link>
        </p>
      )}
    </Card>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
