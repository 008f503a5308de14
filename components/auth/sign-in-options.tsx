import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import type { SignInProvider } from '#lib/auth/index.ts'
import { SignInButton } from './sign-in-button.tsx'

interface SignInOptionsProps {
  readonly providers: readonly SignInProvider[]
  readonly callbackUrl: string
}

/** One button for every provider that is set up; without any, what an operator has to add. */
export function SignInOptions({ providers, callbackUrl }: SignInOptionsProps) {
  const t = useTranslations('auth')
  const ready = providers.filter(({ missing }) => missing.length === 0)
  if (ready.length > 0) {
    return (
      <div className="grid gap-3">
        {ready.map(({ id, name }) => (
          <SignInButton key={id} provider={{ id, name }} callbackUrl={callbackUrl} />
        ))}
        <noscript>{t('needsScript')}</noscript>
      </div>
    )
  }
  return (
    <Banner tone="warn" title={t('notConfigured.title')}>
      <p>{t('notConfigured.body')}</p>
      <ul className="mt-1 list-disc pl-5">
        {providers.map(({ id, name, missing }) => (
          <li key={id}>
            {t('notConfigured.missing', { provider: name, names: missing.join(', ') })}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
