import type { DecisionGraph } from '#lib/decisions/types.ts'

type Node = DecisionGraph['nodes'][number]

export interface PlacedNode {
  readonly node: Node
  /** Steps since the oldest of its line, from 0. */
  readonly column: number
  readonly row: number
}

export interface PlacedGraph {
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly { readonly newer: PlacedNode; readonly older: PlacedNode }[]
  readonly columns: number
  readonly rows: number
  /** Records that replaced nothing and were not replaced. */
  readonly aloneCount: number
}

/**
 * Places what superseded what: time from left to right, every line of records in rows of its own. A circle, which two
 * texts can claim of each other, is cut where it closes.
 */
export function layoutGraph({ nodes, edges }: DecisionGraph): PlacedGraph {
  const known = new Map(nodes.map((node) => [node.id, node]))
  const usable = edges.filter(({ newer, older }) => known.has(newer) && known.has(older))
  const olders = groupBy(usable, 'newer', 'older')
  const newers = groupBy(usable, 'older', 'newer')
  const linked = nodes.filter(({ id }) => olders.has(id) || newers.has(id))
  const columns = toColumns(linked, olders)
  const placed = new Map<string, PlacedNode>()
  let rows = 0
  for (const component of toComponents(linked, olders, newers)) {
    const taken = new Map<number, number>()
    for (const node of component) {
      const column = columns.get(node.id) ?? 0
      const offset = taken.get(column) ?? 0
      taken.set(column, offset + 1)
      placed.set(node.id, { node, column, row: rows + offset })
    }
    rows += Math.max(...taken.values())
  }
  return {
    nodes: [...placed.values()],
    edges: usable.flatMap((edge) => {
      const [newer, older] = [placed.get(edge.newer), placed.get(edge.older)]
      return newer && older ? [{ newer, older }] : []
    }),
    columns: Math.max(0, ...columns.values()) + 1,
    rows,
    aloneCount: nodes.length - linked.length,
  }
}

type Edge = DecisionGraph['edges'][number]

function groupBy(edges: readonly Edge[], by: keyof Edge, take: keyof Edge) {
  const groups = new Map<string, string[]>()
  for (const edge of edges) groups.set(edge[by], [...(groups.get(edge[by]) ?? []), edge[take]])
  return groups
}

type Links = ReadonlyMap<string, readonly string[]>

/** Longest way back to a record that replaced none. */
function toColumns(nodes: readonly Node[], olders: Links): ReadonlyMap<string, number> {
  const columns = new Map<string, number>()
  const open = new Set<string>()
  const visit = (id: string): number => {
    const known = columns.get(id)
    if (known !== undefined) return known
    if (open.has(id)) return 0
    open.add(id)
    const column = Math.max(0, ...(olders.get(id) ?? []).map((older) => visit(older) + 1))
    open.delete(id)
    columns.set(id, column)
    return column
  }
  for (const { id } of nodes) visit(id)
  return columns
}

function toComponents(nodes: readonly Node[], olders: Links, newers: Links): readonly Node[][] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const components: Node[][] = []
  for (const { id } of nodes) {
    const component: Node[] = []
    const queue = [id]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const node = byId.get(next)
      if (!node) continue
      byId.delete(next)
      component.push(node)
      queue.push(...(olders.get(next) ?? []), ...(newers.get(next) ?? []))
    }
    if (component.length > 0) components.push(component)
  }
  return components
}
