import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Day } from '#components/ui/day.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { ChecklistSummary } from '#lib/checklists/types.ts'
import { ProgressText } from './progress-text.tsx'

/** Lists over all systems; each name leads to its page. */
export function ChecklistTable({ lists }: { readonly lists: readonly ChecklistSummary[] }) {
  const t = useTranslations('checklists.list')
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('deadline')}</Th>
        </tr>
      </thead>
      <tbody>
        {lists.map((list) => (
          <Tr key={list.id}>
            <Th scope="row">
              <Link href={`/checklists/${list.id}`} className="hover:underline" dir="auto">
                {list.title}
              </Link>
              <span className="block text-xs font-normal text-muted">
                {[list.system?.name, list.stage?.name ?? t('noStage')].filter(Boolean).join(' → ')}
              </span>
            </Th>
            <Td>
              <ProgressText list={list} />
            </Td>
            <Td>
              <span className="grid text-sm">
                {list.deadline && <Day day={list.deadline} />}
                {list.owner && <span className="text-xs text-muted">{list.owner}</span>}
              </span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
