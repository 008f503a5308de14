import type { ReactNode } from 'react'

/** One line of a menu. */
export type MenuEntry =
  | { readonly kind: 'separator' }
  | { readonly kind: 'heading'; readonly label: string }
  | {
      readonly kind: 'action'
      readonly label: string
      readonly icon?: ReactNode
      readonly shortcut?: string
      readonly isDisabled?: boolean
      readonly onSelect: () => void
    }
  | {
      readonly kind: 'link'
      readonly label: string
      readonly icon?: ReactNode
      readonly href: string
      /** Another site: opens in a new tab. */
      readonly isExternal?: boolean
    }
  | MenuChoiceEntry
  | {
      readonly kind: 'switch'
      readonly label: string
      readonly isOn: boolean
      readonly onChange: (isOn: boolean) => void
    }

/** One of several values, of which exactly one holds. */
export interface MenuChoiceEntry {
  readonly kind: 'choice'
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}
