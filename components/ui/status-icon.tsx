import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'unknown'

/** Outlines that differ without colour. */
export type StatusShape =
  | 'check'
  | 'triangle'
  | 'cross'
  | 'question'
  | 'pause'
  | 'progress'
  | 'clock'
  | 'slash'
  | 'dash'

/** How a state looks: its shape and colour. */
export interface StatusLook {
  readonly shape: StatusShape
  readonly tone: Tone
}

interface StatusIconProps extends StatusLook {
  readonly className?: string
}

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.75,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const
const mark = { ...stroke, stroke: 'var(--surface)' } as const

const shapes: Record<StatusShape, ReactNode> = {
  check: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m5 8.2 2.1 2.1L11 6.2" {...mark} />
    </>
  ),
  triangle: (
    <>
      <path d="M8 1.6 15 14H1Z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 6v3.6M8 11.9v.1" {...mark} />
    </>
  ),
  cross: (
    <>
      <path d="M4.9 1h6.2L15 4.9v6.2L11.1 15H4.9L1 11.1V4.9Z" fill="currentColor" />
      <path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" {...mark} />
    </>
  ),
  question: (
    <>
      <circle cx="8" cy="8" r="6.6" {...stroke} strokeWidth={1.5} strokeDasharray="2.6 2" />
      <path d="M6.4 6.4A1.65 1.65 0 1 1 8 8.6v.5m0 2v.1" {...stroke} strokeWidth={1.5} />
    </>
  ),
  pause: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="3" {...stroke} strokeWidth={1.5} />
      <path d="M6.2 5.5v5M9.8 5.5v5" {...stroke} />
    </>
  ),
  progress: (
    <>
      <circle cx="8" cy="8" r="6.4" {...stroke} opacity="0.3" />
      <path
        d="M14.4 8A6.4 6.4 0 0 0 8 1.6"
        {...stroke}
        className="origin-center motion-safe:animate-spin"
      />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6.6" {...stroke} strokeWidth={1.5} />
      <path d="M8 4.6V8l2.2 1.6" {...stroke} strokeWidth={1.5} />
    </>
  ),
  slash: (
    <>
      <circle cx="8" cy="8" r="6.6" {...stroke} strokeWidth={1.5} />
      <path d="m3.6 12.4 8.8-8.8" {...stroke} strokeWidth={1.5} />
    </>
  ),
  dash: (
    <>
      <circle cx="8" cy="8" r="6.6" {...stroke} strokeWidth={1.5} />
      <path d="M5.2 8h5.6" {...stroke} strokeWidth={1.5} />
    </>
  ),
}

export const toneText: Record<Tone, string> = {
  ok: 'text-ok',
  warn: 'text-warn',
  bad: 'text-bad',
  info: 'text-info',
  unknown: 'text-unknown',
}

/** The shape of a state in its colour; always beside a word. */
export function StatusIcon({ shape, tone, className }: StatusIconProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={clsx('size-3.5 shrink-0', toneText[tone], className)}
    >
      {shapes[shape]}
    </svg>
  )
}
