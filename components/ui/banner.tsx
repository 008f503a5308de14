import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { StatusIcon, type StatusShape, type Tone } from './status-icon.tsx'

interface BannerProps {
  readonly tone: Tone
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
}

const shapes: Record<Tone, StatusShape> = {
  ok: 'check',
  warn: 'triangle',
  bad: 'cross',
  info: 'clock',
  unknown: 'question',
}
const edges: Record<Tone, string> = {
  ok: 'border-l-ok',
  warn: 'border-l-warn',
  bad: 'border-l-bad',
  info: 'border-l-info',
  unknown: 'border-l-unknown',
}

/** Something the reader of this page has to know before anything else. */
export function Banner({ tone, title, children, action }: BannerProps) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={clsx(
        'flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md border border-l-3 border-line bg-surface px-3 py-2 text-sm',
        edges[tone],
      )}
    >
      <StatusIcon shape={shapes[tone]} tone={tone} className="mt-0.5 size-4" />
      <div className="min-w-0 grow basis-64">
        <p className="font-medium">{title}</p>
        {children && <div className="text-muted">{children}</div>}
      </div>
      {action}
    </div>
  )
}
