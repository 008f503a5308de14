'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { SpikeView } from '#lib/spikes/types.ts'
import { overrideAbort } from './commands.ts'
import { useCommand } from './use-command.ts'

const shortestReason = 3

/** The abort criterion that fired, and the reason to go on all the same. */
export function AbortBanner({ view }: { readonly view: SpikeView }) {
  const t = useTranslations('spikes.abort')
  const { abort, abortOverride } = view
  if (!abort) return null
  const time = () => <RelativeTime at={abort.at} />
  if (abortOverride) {
    return (
      <Banner tone="warn" title={t.rich('firedTitle', { words: abort.words, time })}>
        {t('overridden', { by: abortOverride.by, reason: abortOverride.reason })}
      </Banner>
    )
  }
  return (
    <Banner tone="bad" title={t.rich('firedTitle', { words: abort.words, time })}>
      <p>{t('firedText')}</p>
      {view.may.write && <GoOnForm spike={view.id} />}
    </Banner>
  )
}

function GoOnForm({ spike }: { readonly spike: string }) {
  const t = useTranslations('spikes.abort')
  const [reason, setReason] = useState('')
  const goOn = useCommand(spike, () => overrideAbort(spike, reason.trim()))
  return (
    <form
      className="mt-2 grid max-w-prose gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim().length >= shortestReason) goOn.mutate(undefined)
      }}
    >
      <Field label={t('reason')} error={goOn.error?.message} required>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={1_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <Button
        type="submit"
        className="justify-self-start"
        disabled={reason.trim().length < shortestReason}
        pending={goOn.isPending}
      >
        {t('goOn')}
      </Button>
    </form>
  )
}
