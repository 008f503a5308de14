'use client'

import { useState } from 'react'
import { requestJson } from '#components/api/request-json.ts'
import type { HostKeyAddress, OfferedHostKeyDto } from '#lib/hosting/host-keys/schemas.ts'

interface OfferedKey {
  readonly found: OfferedHostKeyDto | null
  readonly error: Error | null
  readonly start: () => Promise<void>
}

/** Asks a host for the key it shows; every start forgets the answer before. */
export function useOfferedKey(address: HostKeyAddress): OfferedKey {
  const [found, setFound] = useState<OfferedHostKeyDto | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const start = async () => {
    setFound(null)
    setError(null)
    try {
      setFound(
        await requestJson<OfferedHostKeyDto>('/api/v1/hosts/key', {
          method: 'POST',
          body: address,
        }),
      )
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)))
    }
  }
  return { found, error, start }
}
