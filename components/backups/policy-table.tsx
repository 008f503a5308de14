'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { PolicySummary } from '#lib/backups/types.ts'
import { PolicyState } from './policy-state.tsx'
import { RestoreState } from './restore-state.tsx'

/** Policies over all systems; each name leads to its stage. */
export function PolicyTable({ policies }: { readonly policies: readonly PolicySummary[] }) {
  const t = useTranslations('backups')
  return (
    <Table caption={t('list.caption')}>
      <thead>
        <tr>
          <Th>{t('list.policy')}</Th>
          <Th>{t('part.state')}</Th>
          <Th>{t('part.restore')}</Th>
        </tr>
      </thead>
      <tbody>
        {policies.map((policy) => {
          const { system, stage, slug, component, covers } = policy
          return (
            <Tr key={`${system.slug}/${stage.slug}/${slug}`}>
              <Th scope="row">
                <Link
                  href={`/systems/${system.slug}/${stage.slug}/backups`}
                  className="hover:underline"
                >
                  {system.name} → {stage.name}
                </Link>
                <span className="flex flex-wrap items-center gap-2 text-xs font-normal text-muted">
                  {slug} <Badge>{component}</Badge> <Badge>{t(`covers.${covers}`)}</Badge>
                </span>
              </Th>
              <Td>
                <PolicyState policy={policy} />
              </Td>
              <Td>
                <RestoreState restore={policy.restore} />
              </Td>
            </Tr>
          )
        })}
      </tbody>
    </Table>
  )
}
