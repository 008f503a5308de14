import type { BackupRunView } from '#lib/backups/types.ts'

const width = 160
const height = 32

interface SizeLineProps {
  /** Newest first. */
  readonly runs: readonly BackupRunView[]
  /** Says what the drawing shows, for those who do not see it. */
  readonly label: string
}

/** How large the newest backups were; nothing for fewer than two whose size is known. */
export function SizeLine({ runs, label }: SizeLineProps) {
  const sizes = runs
    .filter(({ state, isCopy }) => state === 'complete' && !isCopy)
    .flatMap(({ sizeBytes }) => sizeBytes ?? [])
    .slice(0, 30)
    .toReversed()
  if (sizes.length < 2) return null
  const largest = Math.max(...sizes, 1)
  const bar = width / sizes.length
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      className="h-8 w-40 text-accent"
    >
      {sizes.map((size, index) => {
        const tall = Math.max(1, (size / largest) * height)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name than their place.
            key={index}
            x={index * bar}
            y={height - tall}
            width={Math.max(1, bar - 1)}
            height={tall}
            fill="currentColor"
          />
        )
      })}
    </svg>
  )
}
