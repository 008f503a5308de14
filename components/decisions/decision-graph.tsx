'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { toneText } from '#components/ui/status-icon.tsx'
import { layoutGraph, type PlacedGraph, type PlacedNode } from './layout-graph.ts'
import { statusLooks } from './looks.ts'
import { decisionHref, graphQuery } from './queries.ts'

const box = { width: 216, height: 52, gapX: 56, gapY: 16, margin: 8 } as const
const shownNodes = 400

/** Which record took whose place: drawn, and as sentences. */
export function DecisionGraphView({ empty }: { readonly empty: ReactNode }) {
  const t = useTranslations('decisions.graph')
  const { data, error, refetch } = useQuery(graphQuery())
  if (error && !data) return <ErrorState title={error.message} onRetry={() => refetch()} />
  if (!data) return <Skeleton className="h-96" />
  if (data.nodes.length === 0) return empty
  const graph = layoutGraph(data)
  if (graph.edges.length === 0) return <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
  return (
    <div className="grid gap-4">
      <Drawing graph={graph} />
      <p className="text-xs text-muted">{t('alone', { count: graph.aloneCount })}</p>
      <section className="grid gap-2 rounded-lg border border-line bg-surface p-4">
        <h2 className="text-sm font-semibold">{t('inWords')}</h2>
        <ul className="grid gap-1 text-sm">
          {graph.edges.map(({ newer, older }) => (
            <li key={`${newer.node.id} ${older.node.id}`}>
              {t.rich('sentence', {
                newer: () => <RecordLink of={newer} />,
                older: () => <RecordLink of={older} />,
              })}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function RecordLink({ of: { node } }: { readonly of: PlacedNode }) {
  return (
    <Link data-list-item href={decisionHref(node.id)} className="underline">
      {node.number} {node.title}
    </Link>
  )
}

/** Only for the eye: the sentences below say the same. */
function Drawing({ graph }: { readonly graph: PlacedGraph }) {
  const t = useTranslations('decisions.graph')
  const width = graph.columns * (box.width + box.gapX) - box.gapX + 2 * box.margin
  const height = graph.rows * (box.height + box.gapY) - box.gapY + 2 * box.margin
  const nodes = graph.nodes.slice(0, shownNodes)
  return (
    <section
      aria-label={t('drawing')}
      {...keyboardStop}
      className="max-h-[70dvh] overflow-auto rounded-lg border border-line bg-surface"
    >
      <svg aria-hidden="true" width={width} height={height} className="block text-line-strong">
        {graph.edges.map(({ newer, older }) => (
          <path
            key={`${newer.node.id} ${older.node.id}`}
            d={toPath(older, newer)}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
          />
        ))}
        {nodes.map((placed) => (
          <NodeBox key={placed.node.id} placed={placed} />
        ))}
      </svg>
      {graph.nodes.length > shownNodes && (
        <p className="p-2 text-xs text-muted">
          {t('cut', { count: graph.nodes.length - shownNodes })}
        </p>
      )}
    </section>
  )
}

const toX = ({ column }: PlacedNode) => box.margin + column * (box.width + box.gapX)
const toY = ({ row }: PlacedNode) => box.margin + row * (box.height + box.gapY)

function toPath(from: PlacedNode, to: PlacedNode): string {
  const [x1, y1] = [toX(from) + box.width, toY(from) + box.height / 2]
  const [x2, y2] = [toX(to), toY(to) + box.height / 2]
  const bend = (x2 - x1) / 2
  const arrow = `M${x2 - 6},${y2 - 4} L${x2},${y2} L${x2 - 6},${y2 + 4}`
  return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2} ${arrow}`
}

function NodeBox({ placed }: { readonly placed: PlacedNode }) {
  const t = useTranslations('decisions.status')
  const { node } = placed
  const { tone } = statusLooks[node.status]
  return (
    <a href={decisionHref(node.id)} tabIndex={-1}>
      <g transform={`translate(${toX(placed)},${toY(placed)})`}>
        <rect
          width={box.width}
          height={box.height}
          rx="6"
          fill="var(--raised)"
          stroke="var(--line)"
        />
        <rect
          width="3"
          height={box.height}
          rx="1.5"
          fill="currentColor"
          className={toneText[tone]}
        />
        <text x="12" y="20" className="fill-ink text-xs font-medium">
          {shorten(`${node.number} ${node.title}`, 29)}
        </text>
        <text x="12" y="39" className="fill-muted text-2xs">
          {shorten(
            [t(node.status), node.decidedOn ?? node.recordedOn].filter(Boolean).join(' · '),
            38,
          )}
        </text>
      </g>
    </a>
  )
}

const shorten = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text
