'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { formatDuration } from '#components/ui/format-time.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type {
  RollbackContract,
  RollbackMechanism,
} from '#lib/deployments/platform/answer-schemas.ts'
import { MechanismName, toStaying } from './mechanism-name.tsx'
import { PinBanner } from './pin-banner.tsx'
import { PlatformRollBackButton } from './platform-roll-back-button.tsx'
import type { StageKey } from './queries.ts'

interface RollbackContractCardProps extends StageKey {
  readonly stageName: string
  readonly contract: RollbackContract
  readonly mayRollBack: boolean
}

/** What going back means here: by which way, how far, how long it took before, and what stays as it is. */
export function RollbackContractCard({
  contract: { mechanisms, pin },
  mayRollBack,
  ...stage
}: RollbackContractCardProps) {
  const t = useTranslations('deployments.contract')
  if (mechanisms.length === 0) return null
  const hasPlatform = mechanisms.some(({ source }) => source !== null)
  return (
    <>
      {pin && <PinBanner {...stage} pin={pin} mayRollBack={mayRollBack} />}
      <Card
        title={t('title')}
        aside={hasPlatform && mayRollBack && <PlatformRollBackButton {...stage} />}
      >
        <Table caption={t('caption')}>
          <thead>
            <tr>
              <Th>{t('way')}</Th>
              <Th>{t('targets')}</Th>
              <Th>{t('took')}</Th>
              <Th>{t('stays')}</Th>
            </tr>
          </thead>
          <tbody>
            {mechanisms.map((one) => (
              <MechanismRow key={`${one.source} ${one.mechanism}`} mechanism={one} />
            ))}
          </tbody>
        </Table>
      </Card>
    </>
  )
}

function MechanismRow({ mechanism: one }: { readonly mechanism: RollbackMechanism }) {
  const t = useTranslations('deployments.contract')
  const format = useFormatter()
  return (
    <Tr>
      <Th scope="row">
        <MechanismName mechanism={one.mechanism} />
        {one.components && (
          <span className="block text-xs font-normal text-muted">
            {format.list(one.components, { type: 'unit' })}
          </span>
        )}
      </Th>
      <Td>
        {one.targetCount === null ? t('unknownTargets') : t('count', { count: one.targetCount })}
        {one.observedAt && (
          <RelativeTime at={one.observedAt} className="block text-xs text-muted" />
        )}
      </Td>
      <Td>
        {one.measured ? (
          <>
            {formatDuration(one.measured.medianSeconds * 1_000)}
            <span className="block text-xs text-muted">
              {t('measured', { count: one.measured.count })}
            </span>
          </>
        ) : (
          <span className="text-muted">{t('neverMeasured')}</span>
        )}
      </Td>
      <Td className="max-w-96 text-muted">
        {format.list(
          one.doesNotRevert.map((item) => toStaying(item, t)),
          { type: 'conjunction' },
        )}
      </Td>
    </Tr>
  )
}
