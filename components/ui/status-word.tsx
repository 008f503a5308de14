import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { StatusIcon, type StatusShape, type Tone, toneText } from './status-icon.tsx'

interface StatusWordProps {
  readonly tone: Tone
  readonly shape: StatusShape
  readonly children: ReactNode
}

/** Shape, colour and word of one state. */
export function StatusWord({ tone, shape, children }: StatusWordProps) {
  return (
    <span className={clsx('inline-flex items-baseline gap-1.5 font-medium', toneText[tone])}>
      <StatusIcon shape={shape} tone={tone} className="self-center" />
      <span>{children}</span>
    </span>
  )
}
