import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { System } from '#lib/catalog/schemas.ts'

interface SystemHeaderProps {
  readonly system: Pick<System, 'name' | 'slug' | 'description' | 'team' | 'repository' | 'links'>
}

/** Who a system belongs to, what it is, and where else to look. */
export function SystemHeader({ system }: SystemHeaderProps) {
  const t = useTranslations('systems')
  const { name, slug, description, team, repository, links } = system
  return (
    <div className="grid gap-2">
      <PageHeader
        path={
          <nav aria-label={t('pathLabel')}>
            <Link href="/" className="hover:underline">
              {t('board')}
            </Link>
          </nav>
        }
        title={<span dir="auto">{name}</span>}
        meta={
          <>
            <span dir="auto">{t('team', { name: team.name })}</span>
            <code>{slug}</code>
            {repository && <Repository repository={repository} />}
          </>
        }
      />
      {description !== null && (
        <p dir="auto" className="max-w-prose text-sm whitespace-pre-line">
          {description}
        </p>
      )}
      {links.length > 0 && (
        <ul aria-label={t('links')} className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {links.map(({ title, url }) => (
            <li key={`${title} ${url}`}>
              <a href={url} rel="noopener noreferrer nofollow" className="underline" dir="auto">
                {title}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const STATES = ['archived', 'suspended', 'inaccessible'] as const

function Repository({ repository }: { readonly repository: NonNullable<System['repository']> }) {
  const t = useTranslations('systems.repositoryState')
  const trouble = STATES.find((state) => state === repository.state)
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <a href={repository.url} rel="noopener noreferrer nofollow" className="underline">
        {repository.fullName}
      </a>
      {trouble && (
        <Badge tone="warn" shape="triangle" title={repository.note ?? undefined}>
          {t(trouble)}
        </Badge>
      )}
    </span>
  )
}
