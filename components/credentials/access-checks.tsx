import { useTranslations } from 'next-intl'
import { StatusWord } from '#components/ui/status-word.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { AccessCheckDto } from '#lib/credentials/types.ts'
import { checkLooks } from './access-verdict.ts'

interface AccessChecksProps {
  readonly name: string
  readonly checks: readonly AccessCheckDto[]
  /** The answers are too old to count. */
  readonly isStale: boolean
}

const order = ['denied', 'unknown', 'granted'] as const
const capabilities = [
  'releases',
  'rollback',
  'scaling',
  'logs',
  'backups',
  'configuration',
  'facts',
] as const

/** Every right, what it is needed for, and what the platform said about it; what is missing comes first. */
export function AccessChecks({ name, checks, isStale }: AccessChecksProps) {
  const t = useTranslations('credentials.access')
  const sorted = checks.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  return (
    <Table caption={t('checks', { name })}>
      <thead>
        <tr>
          <Th>{t('permission')}</Th>
          <Th>{t('capability')}</Th>
          <Th>{t('state')}</Th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((check) => (
          <CheckRow
            key={`${check.capability} ${check.permission}`}
            check={check}
            isStale={isStale}
          />
        ))}
      </tbody>
    </Table>
  )
}

function CheckRow({
  check,
  isStale,
}: {
  readonly check: AccessCheckDto
  readonly isStale: boolean
}) {
  const t = useTranslations('credentials.access')
  const { permission, capability, state, detail } = check
  const known = capabilities.find((word) => word === capability)
  return (
    <Tr>
      <Th scope="row">
        <code className="text-xs">{permission}</code>
      </Th>
      <Td>{known ? t(`capabilities.${known}`) : capability}</Td>
      <Td>
        <StatusWord {...checkLooks[isStale ? 'unknown' : state]}>
          {isStale ? t('wasState', { state: t(`states.${state}`) }) : t(`states.${state}`)}
        </StatusWord>
        {detail && (
          <span dir="auto" className="block max-w-prose text-xs break-words text-muted">
            {detail}
          </span>
        )}
      </Td>
    </Tr>
  )
}
