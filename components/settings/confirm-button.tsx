'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { FailureBanner } from './failure-banner.tsx'
import { useChange } from './use-change.ts'

interface ConfirmButtonProps {
  /** On the button that opens the question. */
  readonly label: string
  readonly title: string
  /** What will happen, so that nobody is surprised. */
  readonly body: string
  /** On the button that does it; default `label`. */
  readonly act?: string
  /** For acts that take something away; default true. */
  readonly isDanger?: boolean
  readonly onConfirm: () => Promise<void>
}

/** A button that asks before it acts, and says so when the act was refused. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, title, body, act = label, isDanger = true, onConfirm } = props
  const t = useTranslations('settings')
  const [isOpen, setIsOpen] = useState(false)
  const change = useChange()
  const open = () => {
    change.clear()
    setIsOpen(true)
  }
  const confirm = async () => {
    if (await change.run(onConfirm)) setIsOpen(false)
  }
  const footer = (
    <>
      <Button onClick={() => setIsOpen(false)}>{t('cancel')}</Button>
      <Button
        variant={isDanger ? 'danger' : 'primary'}
        pending={change.isPending}
        onClick={confirm}
      >
        {act}
      </Button>
    </>
  )
  return (
    <>
      <Button size="sm" onClick={open}>
        {label}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setIsOpen(false)}
        title={title}
        size="sm"
        footer={footer}
      >
        <div className="grid gap-3 text-sm">
          <p>{body}</p>
          <FailureBanner failure={change.failure} />
        </div>
      </Dialog>
    </>
  )
}
