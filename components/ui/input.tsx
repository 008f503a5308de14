import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { controlStyle } from './control-style.ts'

/** A field of one line. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx(controlStyle, 'h-8 pointer-coarse:h-11', className)} {...rest} />
}
