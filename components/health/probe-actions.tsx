'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { ProbeHealth } from '#lib/health/types.ts'
import { setProbePaused } from './commands.ts'
import { PingUrlDialog } from './ping-url-dialog.tsx'
import type { StageKey } from './queries.ts'

/** What the reader may do with the probes of a stage. */
export interface HealthAbilities {
  readonly pause: boolean
  readonly readPingUrl: boolean
  readonly rotatePingUrl: boolean
}

interface ProbeActionsProps extends StageKey {
  readonly probe: ProbeHealth
  readonly abilities: HealthAbilities
}

export function ProbeActions({ probe, abilities, ...key }: ProbeActionsProps) {
  const t = useTranslations('health.probes')
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const isPaused = probe.health === 'paused'
  const change = useMutation({
    mutationFn: () => setProbePaused(key, probe.slug, !isPaused),
    onSettled: () =>
      client.invalidateQueries({ queryKey: ['stage-health', key.system, key.stage] }),
  })
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {probe.kind === 'heartbeat' && abilities.readPingUrl && (
        <>
          <Button size="sm" onClick={() => setIsOpen(true)}>
            {t('pingUrl')}
          </Button>
          <PingUrlDialog
            {...key}
            probe={probe.slug}
            open={isOpen}
            onClose={() => setIsOpen(false)}
            mayRotate={abilities.rotatePingUrl}
          />
        </>
      )}
      {abilities.pause && (
        <Button
          size="sm"
          pending={change.isPending}
          aria-label={`${isPaused ? t('resume') : t('pause')}: ${probe.slug}`}
          onClick={() => change.mutate()}
        >
          {isPaused ? t('resume') : t('pause')}
        </Button>
      )}
      {change.error && (
        <span role="alert" className="basis-full text-xs text-bad">
          {change.error.message}
        </span>
      )}
    </div>
  )
}
