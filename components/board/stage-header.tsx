import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TabsNav } from '#components/ui/tabs-nav.tsx'
import type { StageRisk } from '#lib/board/types.ts'

interface StageHeaderProps {
  readonly system: { readonly slug: string; readonly name: string }
  readonly stage: {
    readonly slug: string
    readonly name: string
    readonly risk: StageRisk
    readonly url: string | null
  }
  readonly actions: ReactNode
}

/** Name, place and views of a stage; the same above all of its tabs. */
export function StageHeader({ system, stage, actions }: StageHeaderProps) {
  const t = useTranslations('board.stage')
  const risk = useTranslations('status.risk')
  const base = `/systems/${system.slug}/${stage.slug}`
  return (
    <div className="grid gap-3">
      <PageHeader
        path={
          <nav aria-label={t('path')} className="flex gap-1.5">
            <Link href="/" className="hover:underline">
              {t('board')}
            </Link>
            <span aria-hidden="true">/</span>
            <Link href={`/systems/${system.slug}`} className="hover:underline">
              {system.name}
            </Link>
          </nav>
        }
        title={`${system.name} → ${stage.name}`}
        meta={
          <>
            <Badge>{risk(stage.risk)}</Badge>
            {stage.url && (
              <a
                href={stage.url}
                target="_blank"
                rel="noopener noreferrer nofollow"
                className="inline-flex items-center gap-1 break-all underline"
              >
                {new URL(stage.url).host}
                <ExternalLink aria-hidden="true" className="size-3 shrink-0" />
              </a>
            )}
          </>
        }
        actions={actions}
      />
      <TabsNav
        label={t('tabs')}
        tabs={[
          { href: base, label: t('overview') },
          { href: `${base}/deployments`, label: t('deployments') },
          { href: `${base}/health`, label: t('health') },
          { href: `${base}/backups`, label: t('backups') },
          { href: `${base}/logs`, label: t('logs') },
          { href: `${base}/configuration`, label: t('configuration') },
        ]}
      />
    </div>
  )
}
