import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createContext, jobContext } from '#lib/core/context.ts'
import {
  canSee,
  type Grant,
  hasPermission,
  type Permission,
  permissions,
  requirePermission,
  roleOn,
  roles,
} from '#lib/core/permissions.ts'

const shop = { systemSlug: 'shop', teamSlug: 'web' }
const person = (...grants: Grant[]) => createContext({ kind: 'user', id: 'u', name: 'Uma', grants })
const everyPermission = Object.keys(permissions) as Permission[]

describe('requirePermission', () => {
  it('hides a system from a person whose grants do not cover it', () => {
    const ctx = person({ role: 'admin', scope: { systems: ['other'], teams: ['sales'] } })
    expect(() => requirePermission(ctx, 'system:read', shop)).toThrow(/does not exist/)
    expect(canSee(ctx, shop)).toBe(false)
  })

  it('names the missing role on a system the person sees', () => {
    const ctx = person({ role: 'viewer', scope: 'all' })
    expect(() => requirePermission(ctx, 'deployment:trigger', shop)).toThrow(
      /role engineer on shop/,
    )
  })

  it('counts a narrowed grant only on the systems and teams it names', () => {
    const ctx = person(
      { role: 'viewer', scope: 'all' },
      { role: 'lead', scope: { systems: [], teams: ['web'] } },
    )
    expect(hasPermission(ctx, 'deployment:detach', shop)).toBe(true)
    expect(hasPermission(ctx, 'deployment:detach', { systemSlug: 'x', teamSlug: 'y' })).toBe(false)
    expect(hasPermission(ctx, 'deployment:detach')).toBe(false)
  })

  it('lets jobs pass and a person without grants never', () => {
    for (const permission of everyPermission) {
      expect(hasPermission(jobContext('test'), permission, shop)).toBe(true)
      expect(hasPermission(person(), permission, shop)).toBe(false)
    }
  })

  it('gives a higher role everything a lower one may do', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyPermission), fc.nat(3), fc.nat(3), (permission, a, b) => {
        const [low = 'viewer', high = 'admin'] = [roles[Math.min(a, b)], roles[Math.max(a, b)]]
        const may = (role: (typeof roles)[number]) =>
          hasPermission(person({ role, scope: 'all' }), permission, shop)
        return !may(low) || may(high)
      }),
    )
  })

  it('takes the highest of several grants', () => {
    const ctx = person(
      { role: 'viewer', scope: 'all' },
      { role: 'engineer', scope: { systems: ['shop'], teams: [] } },
    )
    expect(roleOn(ctx.actor, shop)).toBe('engineer')
    expect(roleOn(ctx.actor, null)).toBe('viewer')
  })
})
