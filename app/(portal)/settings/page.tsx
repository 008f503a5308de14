import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { ProfileView } from '#components/settings/profile-view.tsx'
import { findSessionToken, getAccount, listSignInProviders } from '#lib/auth/index.ts'
import { getPageContext } from '#lib/next/page-context.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings.profile'))('title') }
}

export default async function ProfilePage() {
  const ctx = await getPageContext()
  const account = await getAccount(ctx, findSessionToken(new Headers(await headers())))
  const provider = listSignInProviders().find(({ id }) => id === account.provider)
  return <ProfileView account={account} providerName={provider?.name ?? account.provider ?? ''} />
}
