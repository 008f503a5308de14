export interface StoredLine {
  readonly id: string
  readonly at: Date
  readonly level: number
  readonly component: string | null
  readonly instance: string | null
  readonly text: string
  readonly coloured: string | null
}

export const lineColumns = 'id::text, at, level, component, instance, text, coloured'

export interface NewestLines {
  readonly lines: readonly StoredLine[]
  /** Lines before this were not searched; null when the whole window was, or the limit was reached. */
  readonly searchedTo: Date | null
}
