import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import type { AuditFilter } from '#lib/audit/schemas.ts'
import { toStartOfDay } from './start-of-day.ts'

export const outcomes = ['allowed', 'denied'] as const

/** What narrows the activity page, as it stands in its address. */
export const filterParsers = {
  actor: parseAsString.withDefault(''),
  action: parseAsString.withDefault(''),
  system: parseAsString.withDefault(''),
  stage: parseAsString.withDefault(''),
  outcome: parseAsStringLiteral(outcomes),
  /** First day, `2026-11-21`. */
  from: parseAsString.withDefault(''),
  /** Last day, included. */
  to: parseAsString.withDefault(''),
}

const pageParsers = { ...filterParsers, cursor: parseAsString }

export const loadActivityView = createLoader(pageParsers)
export const toActivityQuery = createSerializer(pageParsers)

export type ActivityView = Awaited<ReturnType<typeof loadActivityView>>

export function hasFilters({ cursor: _, ...filters }: ActivityView): boolean {
  return Object.values(filters).some(Boolean)
}

/** The filter the API understands; days are those of the reader's time zone. */
export function toAuditFilter(view: ActivityView, timeZone: string): AuditFilter {
  const { actor, action, system, stage, outcome, from, to } = view
  return {
    ...(actor && { actor }),
    ...(action && { action }),
    ...(system && { system }),
    ...(stage && { stage }),
    ...(outcome && { outcome }),
    ...(from && { from: toStartOfDay(from, timeZone) }),
    ...(to && { to: toStartOfDay(to, timeZone, 1) }),
  }
}
