import type { z } from 'zod'
import { suggestChecks } from '#lib/evidence/index.ts'
import {
  evaluateChecklist,
  evaluateItem,
  type ItemFacts,
  isOverdue,
} from '../evaluate-checklist.ts'
import { attestationSchema, bindingSchema, evidenceSchema, notApplicableSchema } from '../stored.ts'
import type { ChecklistSummary, ItemView } from '../types.ts'
import { type ChecklistRow, findSystem } from './load-checklists.ts'

type ItemRow = ChecklistRow['items'][number]
type Components = Parameters<typeof suggestChecks>[1]['components']

/** What is stored of an item, parsed. */
export function toFacts(row: Omit<ItemRow, 'id'>): ItemFacts {
  return {
    isTicked: row.isTicked,
    isBlocking: row.blockingOverride ?? row.isBlocking,
    binding: parseStored(bindingSchema, row.binding),
    attestation: parseStored(attestationSchema, row.attestation),
    notApplicable: parseStored(notApplicableSchema, row.notApplicable),
    evidence: parseStored(evidenceSchema, row.evidence),
    evaluatedAt: row.evaluatedAt,
  }
}

function parseStored<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> | null {
  return value === null ? null : (schema.safeParse(value).data ?? null)
}

/** An item as it stands at `now`. */
export function toItemView(row: ItemRow, now: Date, components: Components = []): ItemView {
  const { evaluatedAt, ...facts } = toFacts(row)
  const { id, key, section, text } = row
  return {
    ...{ id, key, section, text },
    ...facts,
    evaluatedAt: evaluatedAt?.toISOString() ?? null,
    ...evaluateItem({ ...facts, evaluatedAt }, now),
    suggestions: facts.binding ? [] : suggestChecks(text, { components }),
  }
}

/** The head of a list, with its items counted as they stand at `now`. */
export function toSummary(row: ChecklistRow, now: Date): ChecklistSummary {
  const items = row.items.map((item) => {
    const facts = toFacts(item)
    return { state: evaluateItem(facts, now).state, isBlocking: facts.isBlocking }
  })
  const judged = evaluateChecklist(items)
  const deadline = row.deadline?.toISOString().slice(0, 10) ?? null
  const system = findSystem(row)
  const { id, title, owner, isGate, stage } = row
  return {
    ...{ id, title, owner, isGate, deadline },
    system: system && { slug: system.slug, name: system.name },
    stage: stage && {
      ...{ slug: stage.slug, name: stage.name, system: stage.system.slug },
      risk: toRisk(stage.risk),
    },
    ...judged,
    isOverdue: isOverdue(deadline, judged.state, now),
  }
}

function toRisk(risk: string): 'development' | 'staging' | 'production' {
  return risk === 'development' || risk === 'staging' ? risk : 'production'
}
