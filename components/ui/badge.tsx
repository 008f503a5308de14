import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { StatusIcon, type StatusShape, type Tone, toneText } from './status-icon.tsx'

interface BadgeProps {
  /** Default: neutral. */
  readonly tone?: Tone
  /** An outline that tells the state without colour. */
  readonly shape?: StatusShape
  readonly title?: string
  readonly children: ReactNode
}

/** A short word in a frame: a kind, a mark, a count. */
export function Badge({ tone, shape, title, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={clsx(
        'inline-flex max-w-full items-center gap-1 rounded-sm border px-1.5 text-2xs font-medium whitespace-nowrap',
        tone ? 'border-current/30' : 'border-line text-muted',
        tone && toneText[tone],
      )}
    >
      {shape && <StatusIcon shape={shape} tone={tone ?? 'unknown'} className="size-3" />}
      <span className="truncate">{children}</span>
    </span>
  )
}
