'use client'

import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import type { SpikeView } from '#lib/spikes/types.ts'
import { AttestedBy } from './attested-by.tsx'
import { changeSpike, type SpikeChange } from './commands.ts'
import { useCommand } from './use-command.ts'

interface ItemListProps {
  readonly title: string
  readonly items: SpikeView['prerequisites']
  readonly view: SpikeView
}

/** Things that have to be there; somebody says that they are, with name and time. */
export function ItemList({ title, items, view }: ItemListProps) {
  const t = useTranslations('spikes')
  const change = useCommand(view.id, (body: SpikeChange) => changeSpike(view.id, body))
  if (items.length === 0) return null
  const met = items.filter(({ attestation }) => attestation?.state === 'met').length
  return (
    <Card
      title={title}
      aside={
        <span className="tabular text-xs text-muted">
          {t('metOf', { met, total: items.length })}
        </span>
      }
    >
      <ul className="grid gap-2">
        {items.map(({ key, text, attestation }) => (
          <li key={key}>
            <Checkbox
              label={<span className="break-words whitespace-pre-line">{text}</span>}
              checked={attestation?.state === 'met'}
              disabled={!view.may.write || change.isPending}
              onChange={({ target }) =>
                change.mutate({ attest: { key, state: target.checked ? 'met' : 'unmet' } })
              }
            />
            {attestation && <AttestedBy {...attestation} />}
          </li>
        ))}
      </ul>
      {change.error && (
        <p role="alert" className="mt-2 text-xs text-bad">
          {change.error.message}
        </p>
      )}
    </Card>
  )
}
