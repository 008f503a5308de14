'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { requestJson } from '#components/api/request-json.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { HostDto } from '#lib/hosting/host-keys/schemas.ts'
import { HostKeyComparison } from './host-key-comparison.tsx'
import { toPlace } from './to-place.ts'
import { useChange } from './use-change.ts'
import { useOfferedKey } from './use-offered-key.ts'

/** Reads the key a host shows and has a person decide; a key that takes another's place needs the host's name typed. */
export function HostKeyButton({ host: target }: { readonly host: HostDto }) {
  const t = useTranslations('settings.hostKeys')
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const change = useChange()
  const { host, port } = target
  const place = toPlace(target)
  const reading = useOfferedKey({ host, port })
  const read = () => {
    setTyped('')
    change.clear()
    void reading.start()
    setIsOpen(true)
  }
  const { found } = reading
  const isKnown = found !== null && found.offered === found.pinned?.fingerprint
  const canTrust = found && !isKnown && (!found.pinned || typed.trim().toLowerCase() === host)
  const trust = async () => {
    if (!found || !canTrust) return
    const body = {
      host,
      port,
      fingerprint: found.offered,
      replaces: found.pinned?.fingerprint ?? null,
    }
    const isDone = await change.run(async () => {
      await requestJson<unknown>('/api/v1/host-keys', { method: 'POST', body })
    })
    if (isDone) setIsOpen(false)
  }
  return (
    <>
      <Button size="sm" aria-label={t('readFor', { host: place })} onClick={read}>
        {t('read')}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('dialogTitle', { host: place })}
        footer={
          <>
            <Button onClick={() => setIsOpen(false)}>{t('close')}</Button>
            {found && !isKnown && (
              <Button
                variant={found.pinned ? 'danger' : 'primary'}
                disabled={!canTrust}
                pending={change.isPending}
                onClick={trust}
              >
                {t(found.pinned ? 'replaceAct' : 'trustAct')}
              </Button>
            )}
          </>
        }
      >
        <HostKeyComparison
          host={host}
          found={found}
          error={reading.error}
          typed={typed}
          onType={setTyped}
          refusal={change.failure}
        />
      </Dialog>
    </>
  )
}
