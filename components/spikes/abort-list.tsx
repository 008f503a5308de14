'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { CriterionNow, SpikeView } from '#lib/spikes/types.ts'
import { AttestedBy } from './attested-by.tsx'
import { changeSpike, type SpikeChange } from './commands.ts'
import { criteriaQuery } from './queries.ts'
import { useCommand } from './use-command.ts'
import { ValueText } from './value-text.tsx'

type AbortCriterion = SpikeView['abortCriteria'][number]

/** When to stop: bound criteria are watched, the others somebody says. */
export function AbortList({ view }: { readonly view: SpikeView }) {
  const t = useTranslations('spikes.abort')
  const { data } = useQuery(criteriaQuery(view.id))
  const change = useCommand(view.id, (body: SpikeChange) => changeSpike(view.id, body))
  if (view.abortCriteria.length === 0) return null
  return (
    <Card title={t('title')}>
      <ul className="grid gap-3 text-sm">
        {view.abortCriteria.map((criterion) => (
          <li key={criterion.key} className="grid gap-1">
            <span className="break-words">{criterion.title}</span>
            {criterion.binding ? (
              <Watched
                criterion={criterion}
                now={data?.criteria.find(({ key, isAbort }) => isAbort && key === criterion.key)}
              />
            ) : (
              view.may.write &&
              criterion.attestation?.state !== 'met' && (
                <Button
                  size="sm"
                  className="justify-self-start"
                  pending={change.isPending}
                  onClick={() => change.mutate({ attest: { key: criterion.key, state: 'met' } })}
                >
                  {t('isMet')}
                </Button>
              )
            )}
            {criterion.attestation && <AttestedBy {...criterion.attestation} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface WatchedProps {
  readonly criterion: AbortCriterion
  readonly now: CriterionNow | undefined
}

function Watched({ criterion, now }: WatchedProps) {
  const t = useTranslations('spikes.abort')
  const { operator, threshold, unit } = criterion
  const state = now?.holds == null ? 'unknown' : now.holds ? 'fires' : 'quiet'
  const looks = {
    unknown: { tone: 'unknown', shape: 'question' },
    fires: { tone: 'bad', shape: 'cross' },
    quiet: { tone: 'ok', shape: 'check' },
  } as const
  return (
    <span className="flex flex-wrap items-baseline gap-x-2 text-xs text-muted">
      <StatusWord {...looks[state]}>{t(state)}</StatusWord>
      {now?.now && <ValueText value={now.now.value} unit={now.now.unit} wanted={unit} />}
      <span>
        {t('limit', { limit: `${operator ?? ''} ${threshold ?? ''} ${unit ?? ''}`.trim() })}
      </span>
    </span>
  )
}
