'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'

interface TabsNavProps {
  /** Names the group of tabs. */
  readonly label: string
  readonly tabs: readonly { readonly href: string; readonly label: string }[]
}

/** Tabs that are pages: each has its own address. */
export function TabsNav({ label, tabs }: TabsNavProps) {
  const path = usePathname()
  return (
    <nav aria-label={label} className="flex gap-4 overflow-x-auto border-b border-line">
      {tabs.map((tab) => {
        const isCurrent = path === tab.href
        return (
          <Link
            key={tab.href}
            href={tab.href}
            aria-current={isCurrent ? 'page' : undefined}
            className={clsx(
              '-mb-px border-b-2 py-2 text-sm whitespace-nowrap transition-colors outline-offset-0',
              isCurrent
                ? 'border-accent font-medium text-ink'
                : 'border-transparent text-muted hover:text-ink',
            )}
          >
            {tab.label}
          </Link>
        )
      })}
    </nav>
  )
}
