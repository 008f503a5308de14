import Link from 'next/link'
import type { Blocker } from '#lib/deployments/types.ts'

/** Ways to the checklists whose open items stop a deployment. */
export function GateLinks({ details }: Pick<Blocker, 'details'>) {
  const lists = new Map(
    readItems(details.items).map(({ checklistId, list }) => [checklistId, list]),
  )
  return [...lists].map(([id, list]) => (
    <Link key={id} href={`/checklists/${id}`} className="ml-1.5 text-accent underline">
      {list}
    </Link>
  ))
}

interface GateItem {
  readonly checklistId: string
  readonly list: string
}

function readItems(items: unknown): readonly GateItem[] {
  return Array.isArray(items) ? items.filter(isGateItem) : []
}

function isGateItem(item: unknown): item is GateItem {
  if (typeof item !== 'object' || item === null) return false
  const { checklistId, list } = item as Partial<GateItem>
  return typeof checklistId === 'string' && typeof list === 'string'
}
