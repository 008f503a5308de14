'use client'

import { useTranslations } from 'next-intl'
import { StatusIcon } from '#components/ui/status-icon.tsx'
import type { Blocker } from '#lib/deployments/types.ts'
import { GateLinks } from './gate-links.tsx'
import { toMessageValues } from './message-values.ts'

interface BlockerListProps {
  readonly blockers: readonly Blocker[]
}

/** Every reason why something is not possible now, and what is good to know before doing it. */
export function BlockerList({ blockers }: BlockerListProps) {
  const t = useTranslations('deployments')
  const groups = [
    { title: t('deploy.blocked'), items: blockers.filter((item) => item.severity === 'blocking') },
    { title: t('deploy.warnings'), items: blockers.filter((item) => item.severity === 'warning') },
  ]
  return groups.map(
    ({ title, items }, index) =>
      items.length > 0 && (
        <section key={title} aria-label={title} className="grid gap-1">
          <h3 className="text-xs font-medium text-muted">{title}</h3>
          <ul className="grid gap-1.5 text-sm">
            {items.map((item) => (
              <li key={item.sentence} className="flex items-start gap-2">
                <StatusIcon
                  shape={index === 0 ? 'cross' : 'triangle'}
                  tone={index === 0 ? 'bad' : 'warn'}
                  className="mt-1"
                />
                <span dir="auto">
                  {t(`blocker.${item.reason}`, toMessageValues(item.details))}
                  {item.reason === 'checklist_open' && <GateLinks details={item.details} />}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ),
  )
}
