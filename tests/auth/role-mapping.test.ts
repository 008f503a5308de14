import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listMappedTeams, parseRoleMapping, toGrants } from '#lib/auth/role-mapping.ts'
import { SettingsError } from '#lib/core/errors.ts'

describe('parseRoleMapping', () => {
  it('reads roles for everything and for named systems and teams', () => {
    const mapping = parseRoleMapping(
      ' acme/ops = admin ; acme/circle=engineer@team:circle,system:shop\nacme/all=viewer;',
    )
    expect(mapping).toEqual([
      { group: 'acme/ops', grant: { role: 'admin', scope: 'all' } },
      {
        group: 'acme/circle',
        grant: { role: 'engineer', scope: { systems: ['shop'], teams: ['circle'] } },
      },
      { group: 'acme/all', grant: { role: 'viewer', scope: 'all' } },
    ])
  })

  it('takes groups of a directory that contain "=" themselves', () => {
    expect(parseRoleMapping('cn=ops,ou=groups=lead')).toEqual([
      { group: 'cn=ops,ou=groups', grant: { role: 'lead', scope: 'all' } },
    ])
  })

  it('grants nothing without a mapping', () => {
    expect(parseRoleMapping('')).toEqual([])
    expect(toGrants(['acme/ops'], [])).toEqual([])
  })

  it.each([
    ['acme/ops', 'is not written as group=role'],
    ['=admin', 'is not written as group=role'],
    ['acme/ops=owner', 'none of viewer, engineer, lead, admin'],
    ['acme/ops=Admin', 'names the role "Admin"'],
    ['acme/ops=lead@shop', 'not written as system:slug or team:slug'],
    ['acme/ops=lead@system:Shop', 'whose name is not a slug'],
    ['acme/ops=lead@system:', 'whose name is not a slug'],
    ['acme/ops=lead@', 'narrows to ""'],
    ['acme/ops=lead@team:a@team:b', 'more than one "@"'],
    ['acme/ops=lead@team:a:b', 'not written as system:slug or team:slug'],
  ])('names what is wrong with "%s"', (text, reason) => {
    const parse = () => parseRoleMapping(`good/one=viewer; ${text}`)
    expect(parse).toThrow(SettingsError)
    expect(parse).toThrow(reason)
  })

  it('gives every text either a mapping or one sentence', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseRoleMapping(text)
        } catch (error) {
          expect(error).toBeInstanceOf(SettingsError)
        }
      }),
    )
  })
})

describe('toGrants', () => {
  const mapping = parseRoleMapping('acme/ops=admin;acme/all=viewer;acme/ops=lead@team:circle')

  it('gives every grant of every group, and nothing for groups nobody mapped', () => {
    expect(toGrants(['acme/ops', 'other'], mapping)).toEqual([
      { role: 'admin', scope: 'all' },
      { role: 'lead', scope: { systems: [], teams: ['circle'] } },
    ])
    expect(toGrants(['ACME/OPS', 'acme/op'], mapping)).toEqual([])
  })
})

describe('listMappedTeams', () => {
  it('asks GitHub only about names that can be teams', () => {
    const mapping = parseRoleMapping('acme/ops=admin;everybody=viewer;cn=x,ou=y=lead;a/b/c=lead')
    expect(listMappedTeams(mapping)).toEqual(['acme/ops'])
  })
})
