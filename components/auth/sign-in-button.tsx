'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { ApiError } from '#components/api/request-json.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { type SignInFailure, toSignInFailure } from './failure.ts'
import { startSignIn } from './start-sign-in.ts'

interface SignInButtonProps {
  readonly provider: { readonly id: string; readonly name: string }
  readonly callbackUrl: string
}

/** Leads to the sign-in page of a provider. */
export function SignInButton({ provider, callbackUrl }: SignInButtonProps) {
  const t = useTranslations('auth')
  const [isStarting, setIsStarting] = useState(false)
  const [failure, setFailure] = useState<SignInFailure | null>(null)
  // Going back from the provider's page may bring this one back as it was left.
  useEffect(() => {
    const reset = () => setIsStarting(false)
    window.addEventListener('pageshow', reset)
    return () => window.removeEventListener('pageshow', reset)
  }, [])
  const start = async () => {
    setIsStarting(true)
    setFailure(null)
    try {
      await startSignIn({ provider: provider.id, callbackUrl })
    } catch (error) {
      setFailure(toSignInFailure(error instanceof ApiError ? error.reason : 'other'))
      setIsStarting(false)
    }
  }
  return (
    <div className="grid gap-2">
      <Button variant="primary" className="h-10" pending={isStarting} onClick={start}>
        {t(isStarting ? 'starting' : 'signInWith', { provider: provider.name })}
      </Button>
      {failure && <Banner tone="bad" title={t(`failure.${failure}`)} />}
    </div>
  )
}
