'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { isLocale, localeCookie } from '#components/i18n/locales.ts'
import { Icon } from '#components/ui/icon.tsx'
import { Menu } from '#components/ui/menu.tsx'
import type { MenuEntry } from '#components/ui/menu-entry.ts'
import { type Theme, themes, toTheme } from './preferences.ts'
import { useShell } from './shell-state.tsx'
import { signOut } from './sign-out.ts'
import { applyTheme } from './theme.ts'
import { writeCookie } from './write-cookie.ts'

export interface Reader {
  readonly name: string
  readonly role: 'viewer' | 'engineer' | 'lead' | 'admin'
  /** Their role counts on some systems only. */
  readonly isNarrowed: boolean
}

interface UserMenuProps {
  readonly reader: Reader
  readonly theme: Theme
}

/** Who is signed in with which role, and how the portal looks and behaves for them. */
export function UserMenu({ reader, theme: initialTheme }: UserMenuProps) {
  const t = useTranslations('shell')
  const locale = useLocale()
  const router = useRouter()
  const { areShortcutsOn, setShortcutsOn, setOverlay } = useShell()
  const [theme, setTheme] = useState(initialTheme)
  const role = `${t(`role.${reader.role}`)}${reader.isNarrowed ? `, ${t('role.narrowed')}` : ''}`
  const entries: readonly MenuEntry[] = [
    { kind: 'heading', label: t('menu.signedInAs', { name: reader.name, role }) },
    { kind: 'separator' },
    {
      kind: 'choice',
      label: t('menu.language'),
      value: locale,
      options: [
        { value: 'de', label: 'Deutsch' },
        { value: 'en-GB', label: 'English' },
      ],
      onChange: (value) => {
        if (!isLocale(value)) return
        writeCookie(localeCookie, value)
        router.refresh()
      },
    },
    { kind: 'separator' },
    {
      kind: 'choice',
      label: t('menu.theme'),
      value: theme,
      options: themes.map((value) => ({ value, label: t(`menu.${value}`) })),
      onChange: (value) => {
        setTheme(toTheme(value))
        applyTheme(toTheme(value))
      },
    },
    { kind: 'separator' },
    {
      kind: 'switch',
      label: t('menu.shortcuts'),
      isOn: areShortcutsOn,
      onChange: setShortcutsOn,
    },
    {
      kind: 'action',
      label: t('menu.shortcutSheet'),
      shortcut: '?',
      onSelect: () => setOverlay('shortcuts'),
    },
    { kind: 'separator' },
    { kind: 'action', label: t('menu.signOut'), onSelect: signOut },
  ]
  return (
    <Menu
      label={t('menu.label')}
      entries={entries}
      triggerClassName="hit-area inline-flex h-8 items-center gap-1.5 rounded-md px-1.5 text-sm text-muted hover:bg-hover hover:text-ink"
      trigger={
        <>
          <Icon name="person" className="size-5" />
          <span className="max-w-32 truncate max-lg:hidden">{reader.name}</span>
        </>
      }
    />
  )
}
