import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** What the button does, for those who do not see the icon; shown as a tooltip too. */
  readonly label: string
}

/** A button that is only an icon; its target stays at least 24 px. */
export function IconButton({ label, className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={clsx(
        'hit-area inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted',
        'transition-colors duration-100 hover:bg-hover hover:text-ink disabled:opacity-50 [&>svg]:size-4',
        className,
      )}
      {...rest}
    />
  )
}
