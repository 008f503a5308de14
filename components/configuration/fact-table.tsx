import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { FactView } from '#lib/configuration/schemas.ts'
import { verdictLooks } from './looks.ts'
import { toSourceName } from './setting-matrix.tsx'

interface FactTableProps {
  readonly facts: readonly FactView[]
  /** Where every part has to be; null without a rule. */
  readonly regionRule: string | null
}

/** Where the parts of a stage are and how they are protected: region, certificates, TLS, retention of logs. */
export function FactTable({ facts, regionRule }: FactTableProps) {
  const t = useTranslations('configuration')
  return (
    <Card
      title={t('facts.title')}
      aside={
        regionRule && (
          <span className="text-xs text-muted">{t('facts.rule', { region: regionRule })}</span>
        )
      }
    >
      {facts.length === 0 ? (
        <p className="text-sm text-muted">{t('facts.none')}</p>
      ) : (
        <Table caption={t('facts.caption')}>
          <thead>
            <tr>
              <Th>{t('facts.part')}</Th>
              <Th>{t('facts.fact')}</Th>
              <Th>{t('facts.value')}</Th>
              <Th>{t('facts.age')}</Th>
            </tr>
          </thead>
          <tbody>
            {facts.map((fact) => (
              <FactRow key={`${fact.source} ${fact.subject} ${fact.name}`} fact={fact} />
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

function FactRow({ fact }: { readonly fact: FactView }) {
  const t = useTranslations('configuration')
  const key = `factName.${fact.name}` as 'factName.region'
  return (
    <Tr>
      <Th scope="row">
        <span dir="auto" className="break-all">
          {fact.subject}
        </span>
        <span className="block text-xs font-normal text-muted">{toSourceName(fact.source, t)}</span>
      </Th>
      <Td>{t.has(key) ? t(key) : fact.name}</Td>
      <Td>
        <StatusWord {...verdictLooks[fact.verdict]}>
          <FactValue fact={fact} />
        </StatusWord>
      </Td>
      <Td>
        <RelativeTime at={fact.observedAt} className="text-xs text-muted" />
      </Td>
    </Tr>
  )
}

function FactValue({ fact: { name, value } }: { readonly fact: FactView }) {
  const t = useTranslations('configuration.factValue')
  const format = useFormatter()
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (name === 'log_retention_days') {
    return typeof value === 'number' ? t('days', { days: value }) : t('forEver')
  }
  if (name === 'uptime_percent' && typeof value === 'number') {
    return format.number(value / 100, { style: 'percent', maximumFractionDigits: 3 })
  }
  if (name.endsWith('_at') && typeof value === 'string') return <RelativeTime at={value} />
  if (typeof value === 'number') return format.number(value)
  return value ?? t('none')
}
