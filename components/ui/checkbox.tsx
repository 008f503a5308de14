import type { ComponentProps, ReactNode } from 'react'

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  readonly label: ReactNode
}

/** A box with its words; pressing the words counts too. */
export function Checkbox({ label, className, ...rest }: CheckboxProps) {
  return (
    <label className="flex min-h-6 items-start gap-2 text-sm pointer-coarse:min-h-11">
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...rest} />
      <span>{label}</span>
    </label>
  )
}
