'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { countFilters, type LogState } from './use-log-state.ts'

interface FilterDrawerProps {
  readonly state: LogState
  readonly children: ReactNode
}

/** Where a phone keeps the filters: behind a button that says how many are set. */
export function FilterDrawer({ state, children }: FilterDrawerProps) {
  const t = useTranslations('logs.filters')
  const [isOpen, setOpen] = useState(false)
  const count = countFilters(state)
  return (
    <div className="sm:hidden">
      <Button size="sm" onClick={() => setOpen(true)}>
        <SlidersHorizontal aria-hidden="true" />
        {t('open', { count })}
      </Button>
      {isOpen && (
        <Dialog
          open
          onClose={() => setOpen(false)}
          variant="drawer"
          title={t('title')}
          footer={<Button onClick={() => setOpen(false)}>{t('done')}</Button>}
        >
          <div className="grid gap-4">{children}</div>
        </Dialog>
      )}
    </div>
  )
}
