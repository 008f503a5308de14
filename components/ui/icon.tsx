import { clsx } from 'clsx'

// Drawn for a grid of 16 with a line of 1.5. Kept as text, because these are on every first load.
const paths = {
  activity: 'M8 2.5a5.5 5.5 0 1 1-5.3 4M2.5 3v3.5H6M8 5.2V8l2 1.4',
  backups: 'M2.5 3h11v3h-11zM3.5 6v7.5h9V6M6.3 8.8h3.4',
  board: 'M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  checklists:
    'M2.5 4l1.2 1.2L6 2.9M8 4.2h5.5M2.5 8.2l1.2 1.2L6 7.1M8 8.4h5.5M2.5 12.4l1.2 1.2L6 11.3M8 12.6h5.5',
  chevron: 'm4.5 6.2 3.5 3.6 3.5-3.6',
  close: 'm4 4 8 8m0-8-8 8',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  decisions: 'M8 13.5v-5M8 8.5 3.5 4M8 8.5 12.5 4M3.3 7V3.8h3.2M12.7 7V3.8H9.5',
  deployments: 'M8 13.5v-9M4.2 8.2 8 4.5l3.8 3.7M3 2.5h10',
  person:
    'M8 8.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8ZM3.4 13.2c.6-2.2 2.4-3.2 4.6-3.2s4 1 4.6 3.2',
  pin: 'M5.2 2.5h5.6L10 7l2 2.3H4L6 7zM8 9.3v4.4',
  rows: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11z',
  rowsDense: 'M2.5 3.2h11M2.5 6.4h11M2.5 9.6h11M2.5 12.8h11',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.3-1.2 3.2 3.2',
  settings:
    'M2.5 5h6m3 0h2m-2 0a1.6 1.6 0 1 0-3.2 0 1.6 1.6 0 0 0 3.2 0ZM2.5 11h2m3.2 0h5.8m-5.8 0a1.6 1.6 0 1 0-3.2 0 1.6 1.6 0 0 0 3.2 0Z',
} as const

interface IconProps {
  readonly name: keyof typeof paths
  readonly className?: string
}

/** A line drawing that goes with words or a label; it says nothing by itself. */
export function Icon({ name, className }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={clsx('shrink-0', className)}
    >
      <path d={paths[name]} />
    </svg>
  )
}
