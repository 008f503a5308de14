import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { keyboardStop } from './keyboard-stop.ts'

interface TableProps {
  /** What the table lists; read out, and shown where `showCaption` is set. */
  readonly caption: string
  readonly showCaption?: boolean
  readonly children: ReactNode
}

/** A table in a frame that scrolls sideways by itself, by keyboard too. */
export function Table({ caption, showCaption = false, children }: TableProps) {
  return (
    <section
      aria-label={caption}
      {...keyboardStop}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full text-left text-sm">
        <caption className={showCaption ? 'px-3 py-2 text-left font-medium' : 'sr-only'}>
          {caption}
        </caption>
        {children}
      </table>
    </section>
  )
}

/** Head of a column, or of a row with `scope="row"`. */
export function Th({ className, scope = 'col', ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope={scope}
      className={clsx(
        scope === 'col'
          ? 'border-b border-line px-3 py-2 text-xs font-medium whitespace-nowrap text-muted'
          : 'px-3 py-2 align-top font-medium',
        className,
      )}
      {...rest}
    />
  )
}

export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr className={clsx('border-line not-last:border-b hover:bg-hover', className)} {...rest} />
  )
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return <td className={clsx('px-3 py-2 align-top', className)} {...rest} />
}
