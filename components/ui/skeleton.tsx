import { clsx } from 'clsx'

interface SkeletonProps {
  /** Width and height of what will stand here. */
  readonly className: string
}

/** Holds the place of something that loads; appears only when that takes a moment. */
export function Skeleton({ className }: SkeletonProps) {
  return (
    <span
      aria-hidden="true"
      className={clsx('appear-late block rounded-sm bg-line/70', className)}
    />
  )
}
