import { useTranslations } from 'next-intl'
import { FailureWords } from '#components/platform/failure-words.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { PlatformWayBack } from '#lib/deployments/platform/answer-schemas.ts'
import { MechanismName } from './mechanism-name.tsx'

export interface PickedRelease {
  readonly source: string
  readonly releaseId: string
}

interface PlatformTargetListProps {
  readonly ways: readonly PlatformWayBack[]
  readonly picked: PickedRelease | null
  readonly onPick: (release: PickedRelease) => void
}

/** Releases that platforms still keep, newest first; one that does not answer says why. */
export function PlatformTargetList({ ways, picked, onPick }: PlatformTargetListProps) {
  const t = useTranslations('deployments.contract')
  return ways.map(({ source, mechanism, targets, failure }) =>
    failure ? (
      <Banner key={source} tone="warn" title={t('notAnswering')}>
        <FailureWords {...failure} />
      </Banner>
    ) : (
      <fieldset key={source} className="grid gap-1">
        <legend className="mb-1 text-sm font-medium">
          <MechanismName mechanism={mechanism ?? source} />
        </legend>
        {targets.map(({ releaseId, version, commitSha, createdAt }) => (
          <label
            key={releaseId}
            className="flex flex-wrap items-baseline gap-x-3 rounded-md border border-line px-3 py-2 text-sm has-checked:border-accent has-checked:bg-hover"
          >
            <input
              type="radio"
              name="release"
              checked={picked?.source === source && picked.releaseId === releaseId}
              onChange={() => onPick({ source, releaseId })}
            />
            <span className="font-mono">{version ?? commitSha?.slice(0, 7) ?? t('unnamed')}</span>
            <span className="max-w-64 truncate font-mono text-xs text-muted">{releaseId}</span>
            {createdAt && <RelativeTime at={createdAt} className="text-xs text-muted" />}
          </label>
        ))}
      </fieldset>
    ),
  )
}
