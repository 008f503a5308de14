'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { requestJson } from '#components/api/request-json.ts'
import type { DecisionPage } from '#lib/decisions/types.ts'
import type { PaletteTarget } from './palette-entries.ts'

const pauseMs = 150
const shownCount = 6

/** Decision records that the server finds for what is typed, by number, word or part of a word. */
export function useDecisionTargets(typed: string): readonly PaletteTarget[] {
  const [query, setQuery] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed.trim().slice(0, 200)), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  const { data } = useQuery({
    queryKey: ['decisions', 'palette', query] as const,
    queryFn: ({ signal }) => {
      const search = new URLSearchParams({ q: query, limit: String(shownCount) })
      return requestJson<DecisionPage>(`/api/v1/decisions?${search}`, { signal })
    },
    enabled: query.length >= 2,
    placeholderData: keepPreviousData,
  })
  if (typed.trim().length < 2) return []
  return (data?.items ?? []).map(({ id, number, title, system }) => ({
    id: `decision ${id}`,
    label: `${number} ${title}`,
    hint: system?.name ?? '',
    href: `/decisions/${encodeURIComponent(id)}`,
    haystack: '',
  }))
}
