import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { arrangeBoard } from '#components/board/arrange-board.ts'
import { Board } from '#components/board/board.tsx'
import { toFirstRows } from '#components/board/first-rows.ts'
import { parseView } from '#components/board/view.ts'
import { messages } from '#components/i18n/messages.ts'
import type { BoardSystem } from '#lib/board/types.ts'
import { nowMs, readAt, sampleHealth, sampleSystem } from './sample-system.ts'

function render(systems: readonly BoardSystem[], { isPhone = false } = {}) {
  const view = parseView(new URLSearchParams())
  const board = { readAt, total: systems.length, systems }
  const arrangement = arrangeBoard(systems, { view, sort: 'name', nowMs, locale: 'de' })
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale="de"
      messages={messages.de}
      timeZone="Europe/Berlin"
      now={new Date(readAt)}
    >
      <Board {...toFirstRows(board, arrangement)} firstView={view} isPhone={isPhone} />
    </NextIntlClientProvider>,
  )
}

describe('the first answer of the board', () => {
  it('is a table with a head for each column and row', () => {
    const markup = render([sampleSystem('shop')])
    expect(markup).toMatch(/<th[^>]*scope="col"[^>]*>Produktion/)
    expect(markup).toMatch(/<th[^>]*scope="row"/)
    expect(markup).toContain('aria-rowcount="3"')
  })

  it('says health in a word and shows a shape, not only a colour', () => {
    const markup = render([sampleSystem('shop', { stage: { health: sampleHealth('down') } })])
    expect(markup).toContain('aria-label="shop, Production: Ausgefallen"')
    expect(markup).toMatch(/<svg[^>]*aria-hidden[^>]*text-bad/)
  })

  it('tells of a fact that is too old what it last was and when', () => {
    const old = sampleHealth('healthy', '2026-11-21T10:00:00.000Z')
    const text = render([sampleSystem('shop', { stage: { health: old } })]).replace(/<[^>]+>/g, '')
    expect(text).toContain('Unbekannt')
    expect(text).toContain('zuletzt gesund, gemessen vor 3 Std.')
  })

  it('invents nothing for backups', () => {
    expect(render([sampleSystem('shop')])).not.toMatch(/backup|drift/i)
  })

  it('draws one screen of a large board and counts all of it', () => {
    const systems = Array.from({ length: 500 }, (_, index) => sampleSystem(`system-${index}`))
    const markup = render(systems)
    expect(markup.match(/scope="row"/g)?.length).toBeLessThan(40)
    expect(markup).toContain('500 Systeme von 500')
    expect(markup.replace(/<[^>]+>/g, '')).toContain('weitere Systeme werden geladen')
  })

  it('gives a phone cards with production first', () => {
    const [production] = sampleSystem('shop').stages
    if (!production) throw new Error('The sample has no stage.')
    const dev = { ...production, slug: 'dev', name: 'Dev', risk: 'development' } as const
    const markup = render([sampleSystem('shop', { stages: [dev, production] })], { isPhone: true })
    expect(markup).not.toContain('<table')
    expect(markup.indexOf('shop, Production')).toBeLessThan(markup.indexOf('shop, Dev'))
  })
})
