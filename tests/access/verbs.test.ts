import { describe, expect, it } from 'vitest'
import { verifyAuditChain } from '#lib/audit/index.ts'
import { authenticateRequest } from '#lib/auth/index.ts'
import { getStageSubjectById } from '#lib/catalog/index.ts'
import { type Context, createContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { getPingUrlOfComponent } from '#lib/health/index.ts'
import { listDeliveries } from '#lib/webhooks/index.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { portalUrl, provideIdentities } from '../auth/settings.ts'
import { createFixtures, type Fixtures } from './fixtures.ts'
import type { Access } from './matrix.ts'
import { personas, signInAs, toExpected } from './personas.ts'

provideIdentities()
useDatabase()

interface DirectVerb {
  readonly verb: string
  readonly access: Access
  readonly call: (ctx: Context, fixtures: Fixtures) => Promise<unknown>
}

/** Verbs that no route leads to. */
const direct: readonly DirectVerb[] = [
  {
    verb: 'audit/verifyAuditChain',
    access: { kind: 'portal', role: 'admin' },
    call: (ctx) => verifyAuditChain(ctx),
  },
  {
    verb: 'webhooks/listDeliveries',
    access: { kind: 'portal', role: 'admin' },
    call: (ctx) => listDeliveries(ctx, { limit: 10 }),
  },
  {
    verb: 'catalog/getStageSubjectById',
    access: { kind: 'system', role: 'viewer' },
    call: async (ctx, { system }) => {
      const where = { system: { slug: system } }
      const stage = await getDb().stage.findFirstOrThrow({ where, select: { id: true } })
      return getStageSubjectById(ctx, stage.id)
    },
  },
  {
    verb: 'health/getPingUrlOfComponent',
    access: { kind: 'system', role: 'engineer' },
    call: (ctx, { system = '', stage = '' }) =>
      getPingUrlOfComponent(ctx, { system, stage, component: 'worker' }),
  },
]

const statuses: Readonly<Record<string, number>> = { forbidden: 403, not_found: 404 }

describe.each(direct)('$verb', ({ access, call }) => {
  it.each(personas.filter((persona) => persona !== 'nobody'))(
    'answers %s as the matrix says',
    async (persona) => {
      const person = await signInAs(persona)
      const headers = { cookie: person?.cookie ?? '' }
      const actor = await authenticateRequest(new Request(portalUrl, { headers }))
      if (!actor) throw new Error('This persona is not signed in.')
      const fixtures = await createFixtures(person)
      const outcome = await call(createContext(actor), fixtures).then(
        () => 'allowed',
        (error: unknown) => (error instanceof AppError ? statuses[error.code] : error),
      )
      expect(outcome).toBe(toExpected(access, persona))
    },
  )
})
