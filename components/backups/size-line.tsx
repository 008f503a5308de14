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
  const bars = runs
    .filter(({ state, isCopy }) => state === 'complete' && !isCopy)
    .flatMap(({ id, sizeBytes }) => (sizeBytes === null ? [] : { id, sizeBytes }))
    .slice(0, 30)
    .toReversed()
  if (bars.length < 2) return null
  const largest = Math.max(...bars.map(({ sizeBytes }) => sizeBytes), 1)
  const step = width / bars.length
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      className="h-8 w-40 text-accent"
    >
      {bars.map(({ id, sizeBytes }, index) => {
        const tall = Math.max(1, (sizeBytes / largest) * height)
        return (
          <rect
            key={id}
            x={index * step}
            y={height - tall}
            width={Math.max(1, step - 1)}
            height={tall}
            fill="currentColor"
          />
        )
      })}
    </svg>
  )
}
