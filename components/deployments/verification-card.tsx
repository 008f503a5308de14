'use client'

import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { HealthBadge, type HealthWord } from '#components/ui/health-badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { StatusShape, Tone } from '#components/ui/status-icon.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type {
  DeploymentDetail,
  VerificationVerdict,
  VerificationView,
} from '#lib/deployments/types.ts'

const looks: Record<VerificationVerdict, { readonly tone: Tone; readonly shape: StatusShape }> = {
  pending: { tone: 'info', shape: 'clock' },
  agrees: { tone: 'ok', shape: 'check' },
  disagrees: { tone: 'bad', shape: 'cross' },
  not_measured: { tone: 'unknown', shape: 'dash' },
}

interface VerificationCardProps {
  readonly deployment: DeploymentDetail
  readonly view: VerificationView
}

/** Whether the stage itself agrees with what the run says it deployed. */
export function VerificationCard({ deployment, view }: VerificationCardProps) {
  const t = useTranslations('deployments.page')
  const { deadline } = view
  return (
    <Card title={t('verification')} flush>
      {deadline && deployment.state === 'verifying' && (
        <p className="px-4 py-2 text-sm text-muted">
          {t.rich('verifyExpect', {
            version: view.expectedVersion,
            time: () => <RelativeTime at={deadline} />,
          })}
        </p>
      )}
      <Table caption={t('verification')}>
        <thead>
          <tr>
            <Th>{t('probe')}</Th>
            <Th>{t('health')}</Th>
            <Th>{t('version')}</Th>
          </tr>
        </thead>
        <tbody>
          {view.checks.map((check) => (
            <Tr key={check.probe}>
              <Th scope="row">
                {check.component} <span className="text-xs text-muted">{check.probe}</span>
              </Th>
              <Td>
                <Verdict verdict={check.healthVerdict} />
                <span className="block text-xs">
                  <HealthBadge health={check.health as HealthWord} observedAt={check.observedAt} />
                </span>
                {check.healthReason && (
                  <span dir="auto" className="block text-xs text-muted">
                    {check.healthReason}
                  </span>
                )}
              </Td>
              <Td>
                <Verdict verdict={check.versionVerdict} />
                {check.version && (
                  <span className="block text-xs text-muted">
                    {check.version} <code>{check.commitSha?.slice(0, 7)}</code>
                  </span>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

function Verdict({ verdict }: { readonly verdict: VerificationVerdict }) {
  const t = useTranslations('deployments.page.verdict')
  return <StatusWord {...looks[verdict]}>{t(verdict)}</StatusWord>
}
