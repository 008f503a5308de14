import { clsx } from 'clsx'

const base = [
  'inline-flex items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none',
  'transition-colors duration-100 disabled:opacity-50 disabled:cursor-not-allowed aria-disabled:opacity-50 aria-disabled:cursor-not-allowed',
]

const variants = {
  primary: 'bg-accent text-on-accent hover:not-disabled:bg-accent-hover',
  secondary: 'border border-line bg-surface text-ink hover:not-disabled:bg-hover',
  ghost: 'text-muted hover:not-disabled:bg-hover hover:not-disabled:text-ink',
  danger: 'bg-bad text-surface hover:not-disabled:opacity-90',
} as const

const sizes = {
  sm: 'h-7 px-2 text-xs pointer-coarse:h-10',
  md: 'h-8 px-3 text-sm pointer-coarse:h-11',
} as const

export interface ButtonStyleProps {
  /** Default: `secondary`. At most one `primary` per view. */
  readonly variant?: keyof typeof variants
  /** Default: `md`. */
  readonly size?: keyof typeof sizes
}

/** Looks of a button, for buttons and for links that look like one. */
export function buttonStyle({ variant = 'secondary', size = 'md' }: ButtonStyleProps = {}): string {
  return clsx(base, variants[variant], sizes[size])
}
