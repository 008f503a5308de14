import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { toSignInFailure } from '#components/auth/failure.ts'
import { RefusalNotice } from '#components/auth/refusal-notice.tsx'
import { SignInOptions } from '#components/auth/sign-in-options.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Card } from '#components/ui/card.tsx'
import { findRefusal, listSignInProviders } from '#lib/auth/index.ts'
import { findSessionActor } from '#lib/next/session-actor.ts'

interface SignInPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('title') }
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  if (await findSessionActor()) redirect('/')
  const { error, refusal: signedRefusal, callbackUrl } = await searchParams
  const t = await getTranslations('auth')
  const providers = listSignInProviders()
  const refusal = typeof signedRefusal === 'string' ? findRefusal(signedRefusal) : null
  const provider = providers.find(({ id }) => id === refusal?.provider)
  return (
    <Card>
      <div className="grid gap-4">
        <div>
          <h1 className="text-xl font-semibold">{t('title')}</h1>
          <p className="text-muted">{t('intro')}</p>
        </div>
        {refusal && (
          <RefusalNotice refusal={refusal} providerName={provider?.name ?? refusal.provider} />
        )}
        {typeof error === 'string' && (
          <Banner tone="bad" title={t(`failure.${toSignInFailure(error)}`)} />
        )}
        <SignInOptions
          providers={providers}
          callbackUrl={typeof callbackUrl === 'string' ? callbackUrl : '/'}
        />
      </div>
    </Card>
  )
}
