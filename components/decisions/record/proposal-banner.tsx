import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import { decisionHref } from '../queries.ts'

type Proposal = NonNullable<DecisionDetail['proposal']>

interface ProposalBannerProps {
  readonly id: string
  readonly proposal: Proposal
}

const tones = {
  queued: 'info',
  opening: 'info',
  open: 'info',
  closed: 'warn',
  conflict: 'bad',
  failed: 'bad',
} as const

/** Where a change is on its way into the repository. */
export function ProposalBanner({ id, proposal }: ProposalBannerProps) {
  const t = useTranslations('decisions.proposal')
  const { state, number, url, author, reason, failure, updatedAt } = proposal
  // What arrived needs no word.
  if (state === 'merged') return null
  return (
    <Banner
      tone={tones[state]}
      title={t(`state.${state}`, { number: number ?? 0 })}
      action={
        state === 'conflict' ? (
          <Link href={`${decisionHref(id)}/edit?conflict=repository`} className="text-sm underline">
            {t('resolve')}
          </Link>
        ) : (
          url && (
            <a href={url} rel="noopener noreferrer" className="text-sm underline">
              {t('open', { number: number ?? 0 })}
            </a>
          )
        )
      }
    >
      <p>
        {t('by', { author, reason })} <RelativeTime at={updatedAt} />
      </p>
      {failure && <p>{failure.message}</p>}
    </Banner>
  )
}
