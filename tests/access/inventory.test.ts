import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { listPages, listRoutes, listVerbs } from './inventory.ts'
import { pages, routes, verbs } from './matrix.ts'

describe('the access matrix', () => {
  it('knows every page, and none that does not exist', () => {
    expect(listPages()).toEqual(Object.keys(pages).sort())
  })

  it('knows every route handler, and none that does not exist', async () => {
    expect([...(await listRoutes())].sort()).toEqual(Object.keys(routes).sort())
  })

  it('knows every verb, and none that does not exist', () => {
    expect(listVerbs()).toEqual(Object.keys(verbs).sort())
  })

  it('has every verb walked by a route of its own or kept by a test that exists', () => {
    const unwalked = Object.values(verbs).filter((by) => !(by in routes) && !existsSync(by))
    expect(unwalked).toEqual([])
  })
})
