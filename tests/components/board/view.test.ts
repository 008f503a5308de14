import { describe, expect, it } from 'vitest'
import { parseView, toSearch, toSortOrder } from '#components/board/view.ts'

describe('the address of the board', () => {
  it('says the same view to whoever opens it', () => {
    const view = parseView(
      new URLSearchParams(
        '?q=shop&team=web&health=down,unknown&mark=held&sort=worst&density=compact',
      ),
    )
    expect(parseView(new URLSearchParams(toSearch(view)))).toEqual(view)
    expect(view).toMatchObject({ q: 'shop', health: ['down', 'unknown'], mark: ['held'] })
  })

  it('keeps the open drawer', () => {
    const view = parseView(new URLSearchParams('?stage=shop/production'))
    expect(view.stage).toBe('shop/production')
    expect(parseView(new URLSearchParams(toSearch(view))).stage).toBe('shop/production')
  })

  it('ignores words that mean nothing', () => {
    const view = parseView(new URLSearchParams('?health=splendid&sort=sideways&density=3'))
    expect(toSearch(view)).toBe('')
  })

  it('is plain for the plain board', () => {
    expect(toSearch(parseView(new URLSearchParams()))).toBe('')
  })

  it('leaves the order to the device unless it is chosen', () => {
    const plain = parseView(new URLSearchParams())
    expect(toSortOrder(plain, false)).toBe('name')
    expect(toSortOrder(plain, true)).toBe('worst')
    expect(toSortOrder({ ...plain, sort: 'recent' }, true)).toBe('recent')
  })
})
