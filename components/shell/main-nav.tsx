'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Icon } from '#components/ui/icon.tsx'
import { isWithin, pages } from './navigation.ts'

/** In the head of a wide window, at the foot of a phone, where a thumb reaches it. */
export function MainNav() {
  const t = useTranslations('shell')
  const path = usePathname()
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:border-t max-md:border-line max-md:bg-surface max-md:pb-[env(safe-area-inset-bottom)]"
    >
      <ul className="flex gap-1 max-md:justify-around">
        {pages.map(({ name, href }) => {
          const isCurrent = isWithin(path, href)
          return (
            <li key={name} className="max-md:grow">
              <Link
                href={href}
                aria-current={isCurrent ? 'page' : undefined}
                className={clsx(
                  'flex items-center gap-1.5 rounded-md px-2.5 text-sm transition-colors max-md:h-14 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:text-2xs md:h-8',
                  isCurrent
                    ? 'font-medium text-ink md:bg-hover'
                    : 'text-muted hover:bg-hover hover:text-ink',
                )}
              >
                <Icon name={name} className="size-4 max-md:size-5" />
                <span className={clsx(!isCurrent && 'max-sm:sr-only')}>{t(`nav.${name}`)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
