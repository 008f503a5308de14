import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Day } from '#components/ui/day.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import { decisionHref } from '../queries.ts'
import { OfferButton } from './offer-button.tsx'
import { ProposalBanner } from './proposal-banner.tsx'

/** What a reader of this record must know first. */
export function RecordBanners({ record }: { readonly record: DecisionDetail }) {
  const t = useTranslations('decisions.record')
  const { broken, failure, offers, proposal, supersededBy, reviewOn } = record
  return (
    <>
      {supersededBy.length > 0 && (
        <Banner tone="unknown" title={t('superseded')}>
          <Links ids={supersededBy} />
        </Banner>
      )}
      {broken.length > 0 && (
        <Banner tone="bad" title={t('broken', { count: broken.length })}>
          <ul>
            {broken.map(({ criterion, words, since }) => (
              <li key={criterion}>
                {words} {since && <RelativeTime at={since} form="since" />}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {record.isReviewDue && reviewOn && (
        <Banner tone="warn" title={t.rich('reviewDue', { day: () => <Day day={reviewOn} /> })}>
          {t('reviewDueHint')}
        </Banner>
      )}
      {failure && (
        <Banner tone="warn" title={t('readFailed')}>
          <p>{failure.message}</p>
          {record.readAt && <RelativeTime at={record.readAt} form="since" />}
        </Banner>
      )}
      {proposal && <ProposalBanner id={record.id} proposal={proposal} />}
      {record.allowed.decide &&
        offers.map((offer) => (
          <Banner
            key={offer.kind}
            tone="info"
            title={t('offer', { by: offer.by.join(', ') })}
            action={<OfferButton id={record.id} version={record.version} edits={offer.edits} />}
          />
        ))}
    </>
  )
}

function Links({ ids }: { readonly ids: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {ids.map((id) => (
        <Link key={id} href={decisionHref(id)} className="underline">
          {id}
        </Link>
      ))}
    </span>
  )
}
