import { useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { StatusShape, Tone } from '#components/ui/status-icon.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import {
  type DeliveryOutcome,
  deliveryReasons,
  type WebhookDeliveryView,
} from '#lib/webhooks/schemas.ts'

const looks: Record<DeliveryOutcome, { readonly tone: Tone; readonly shape: StatusShape }> = {
  accepted: { tone: 'ok', shape: 'check' },
  ignored: { tone: 'unknown', shape: 'dash' },
  failed: { tone: 'bad', shape: 'cross' },
  refused: { tone: 'warn', shape: 'slash' },
}

interface DeliveryTableProps {
  readonly deliveries: readonly WebhookDeliveryView[]
}

/** What GitHub delivered lately, and what became of it. */
export function DeliveryTable({ deliveries }: DeliveryTableProps) {
  const t = useTranslations('settings.webhooks')
  return (
    <Table caption={t('title')}>
      <thead>
        <tr>
          <Th>{t('event')}</Th>
          <Th>{t('repository')}</Th>
          <Th>{t('outcome')}</Th>
          <Th>{t('received')}</Th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <Tr key={delivery.id}>
            <Th scope="row">
              <code>{[delivery.event, delivery.action].filter(Boolean).join('.')}</code>
            </Th>
            <Td>
              <span dir="auto">{delivery.repository}</span>
            </Td>
            <Td>
              <StatusWord {...looks[delivery.outcome]}>
                {t(`outcomes.${delivery.outcome}`)}
              </StatusWord>
              <DeliveryReason reason={delivery.reason} />
            </Td>
            <Td>
              <RelativeTime at={delivery.receivedAt} plain />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function DeliveryReason({ reason }: { readonly reason: string | null }) {
  const t = useTranslations('settings.webhooks.reasons')
  const known = deliveryReasons.find((word) => word === reason)
  if (!reason) return null
  return <span className="block text-xs text-muted">{known ? t(known) : reason}</span>
}
