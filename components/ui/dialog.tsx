'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'

interface DialogProps {
  readonly open: boolean
  /** Escape, the close button and, for a drawer, a press beside it. */
  readonly onClose: () => void
  readonly title: ReactNode
  readonly description?: ReactNode
  /** `drawer` slides in from the right and closes on a press beside it; default `modal`. */
  readonly variant?: 'modal' | 'drawer'
  /** Width of a modal; default `md`. */
  readonly size?: 'sm' | 'md' | 'lg'
  /** Buttons; stays in sight while the content scrolls. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-3xl' } as const
const shapes = {
  modal:
    'm-auto w-[calc(100vw-1.5rem)] max-h-[calc(100dvh-2rem)] rounded-xl starting:open:opacity-0 starting:open:scale-98',
  drawer:
    'my-0 mr-0 ml-auto h-dvh max-h-dvh w-full sm:max-w-xl rounded-l-xl starting:open:translate-x-6 starting:open:opacity-0',
} as const

/** The browser's own modal dialog: it holds the focus, makes the page behind inert and gives the focus back. */
export function Dialog(props: DialogProps) {
  const { open, onClose, variant = 'modal', size = 'md' } = props
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // A layout effect, because it ends before the element is gone: closing is what gives the focus back.
  useLayoutEffect(() => {
    const { current: dialog } = ref
    if (!dialog || !open) return
    dialog.showModal()
    return () => dialog.close()
  }, [open])
  useEffect(() => {
    const { current: dialog } = ref
    if (!dialog || variant !== 'drawer') return
    const closeBeside = (event: Event) => event.target === dialog && onClose()
    dialog.addEventListener('click', closeBeside)
    return () => dialog.removeEventListener('click', closeBeside)
  }, [variant, onClose])
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className={clsx(
        'overflow-hidden bg-raised p-0 text-ink shadow-float transition-[opacity,translate,scale] duration-150 backdrop:bg-(--backdrop)',
        shapes[variant],
        variant === 'modal' && widths[size],
      )}
    >
      {open && <DialogContent {...props} titleId={titleId} />}
    </dialog>
  )
}

function DialogContent(props: DialogProps & { readonly titleId: string }) {
  const { title, description, footer, children, onClose, variant, titleId } = props
  const t = useTranslations('ui')
  return (
    <div
      className={clsx(
        'flex flex-col',
        variant === 'drawer' ? 'h-full' : 'max-h-[calc(100dvh-2rem)]',
      )}
    >
      <header className="flex items-start gap-3 border-b border-line px-4 py-3">
        <div className="min-w-0 grow">
          <h2 id={titleId} className="text-lg font-semibold">
            {title}
          </h2>
          {description && <p className="text-sm text-muted">{description}</p>}
        </div>
        <IconButton label={t('close')} onClick={onClose}>
          <Icon name="close" />
        </IconButton>
      </header>
      <div className="min-h-0 grow overflow-y-auto overscroll-contain p-4">{children}</div>
      {footer && (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">
          {footer}
        </footer>
      )}
    </div>
  )
}
