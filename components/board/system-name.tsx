'use client'

import Link from 'next/link'
import type { BoardSystem } from '#lib/board/types.ts'
import { PinButton } from './pin-button.tsx'

interface SystemNameProps {
  readonly system: BoardSystem
  /** Not needed below a heading that names the team. */
  readonly showTeam: boolean
}

/** Leads to the system's page; beside it the pin. */
export function SystemName({ system, showTeam }: SystemNameProps) {
  return (
    <div className="flex items-start gap-1.5">
      <div className="min-w-0 grow">
        <Link
          href={`/systems/${system.slug}`}
          prefetch={false}
          data-list-item
          className="block truncate text-sm font-semibold hover:underline"
        >
          {system.name}
        </Link>
        {showTeam && <p className="truncate text-xs text-muted">{system.teamName}</p>}
      </div>
      <PinButton slug={system.slug} name={system.name} isPinned={system.pinned} />
    </div>
  )
}
