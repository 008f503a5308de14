import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { ClientMessages } from '#components/i18n/client-messages.tsx'
import { LiveUpdates } from '#components/live/live-updates.tsx'
import { AppHeader } from '#components/shell/app-header.tsx'
import { Overlays } from '#components/shell/overlays.tsx'
import {
  shortcutsCookie,
  themeCookie,
  toShortcutsOn,
  toTheme,
} from '#components/shell/preferences.ts'
import { ShellStateProvider } from '#components/shell/shell-state.tsx'
import { TimeZoneCookie } from '#components/shell/time-zone-cookie.tsx'
import { getPageContext } from '#lib/next/page-context.ts'
import { toReader } from '#lib/next/to-reader.ts'

/** The frame of every signed-in page. Each page asks for its own rights: a layout is not rendered on every navigation. */
export default async function PortalLayout({ children }: { readonly children: ReactNode }) {
  const [ctx, jar] = await Promise.all([getPageContext(), cookies()])
  return (
    <ClientMessages namespaces={['shell', 'live']}>
      <ShellStateProvider areShortcutsOn={toShortcutsOn(jar.get(shortcutsCookie)?.value)}>
        <AppHeader reader={toReader(ctx.actor)} theme={toTheme(jar.get(themeCookie)?.value)} />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto max-w-[120rem] p-3 outline-none max-md:pb-20 sm:p-4"
        >
          {children}
        </main>
        <Overlays />
        <LiveUpdates />
        <TimeZoneCookie />
      </ShellStateProvider>
    </ClientMessages>
  )
}
