import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { controlStyle } from './control-style.ts'
import { Icon } from './icon.tsx'

interface SelectProps extends ComponentProps<'select'> {
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

/** The browser's own list, which every device knows how to operate. */
export function Select({ options, className, ...rest }: SelectProps) {
  return (
    <span className={clsx('relative inline-flex', className)}>
      <select
        className={clsx(controlStyle, 'h-8 appearance-none pr-7 pointer-coarse:h-11')}
        {...rest}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Icon
        name="chevron"
        className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  )
}
