import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MatrixTable } from '#components/decisions/record/matrix-table.tsx'
import { ReadinessList } from '#components/decisions/record/readiness-card.tsx'
import { SensitivityList } from '#components/decisions/record/sensitivity-list.tsx'
import { messages } from '#components/i18n/messages.ts'
import type { MatrixAnswer } from '#lib/decisions/types.ts'
import { readDocument } from '#lib/documents/read/read-document.ts'

const text = `# DEC-9: Wohin

## Optionen

1. **A) Host**: einer
2. **B) Serverless**: keiner

## Bewertung

| Kriterium | Art | Gewicht | Einheit | Ziel | A | B |
|---|---|---|---|---|---|---|
| Laufzeit | Muss | | min | >= 60 | 600 | 15 |
| Kosten | Punkte | 3 | | | 0 | |
`

const content = readDocument(text).record
if (!content) throw new Error('The text is a record.')

const cell = (criterion: string, option: string, part: Partial<MatrixAnswer['cells'][number]>) => ({
  ...{ criterion, option, value: null, score: null, holds: null, reason: null },
  ...{ link: null, evidenceId: null },
  ...part,
})

const matrix: MatrixAnswer = {
  cells: [
    cell('laufzeit', 'a', { value: 600, holds: true }),
    cell('laufzeit', 'b', { value: 15, holds: false, link: 'javascript:alert(1)' }),
    cell('kosten', 'a', { score: 0, reason: 'teuer', link: 'https://example.org/k' }),
    cell('kosten', 'b', {}),
  ],
  columns: [
    { option: 'a', struckBy: [], openMusts: [], total: 0, coverage: 1, rank: 1 },
    { option: 'b', struckBy: ['laufzeit'], openMusts: [], total: null, coverage: 0, rank: null },
  ],
  winner: 'a',
  sensitivity: [],
}

const show = (element: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="de" timeZone="UTC" messages={messages.de}>
      {element}
    </NextIntlClientProvider>,
  )

const record = { id: 'DEC-9', version: 1, matrix, allowed: { write: false, decide: false } }

describe('the table of options and criteria', () => {
  const markup = show(<MatrixTable record={record} content={content} />)

  it('strikes out an option that fails a must, and says which', () => {
    expect(markup).toMatch(/line-through[^>]*>.*?Serverless/)
    expect(markup).toContain('ausgeschieden: Laufzeit')
    expect(markup).not.toMatch(/line-through[^>]*>(?:(?!<\/th>).)*Host/)
  })

  it('shows what nobody scored as a dash, which is not zero', () => {
    expect(markup).toContain('– <span class="sr-only">nicht bewertet</span>')
    expect(markup).toContain('0 Punkte')
  })

  it('shows target and value in the unit, and whether it holds in words', () => {
    expect(markup).toContain('≥ 60 min')
    expect(markup).toContain('600 min')
    expect(markup).toContain('nicht erfüllt')
  })

  it('links to evidence, and never to what a browser would run', () => {
    expect(markup).toContain('href="https://example.org/k"')
    expect(markup).not.toContain('javascript:')
  })
})

it('says who leads, and that no weight would change it', () => {
  const markup = show(<SensitivityList matrix={matrix} content={content} />)
  expect(markup).toContain('Nach Punkten führt „Host“')
  expect(markup).toContain('Kein einzelnes Gewicht')
})

it('names the weight that would change the winner', () => {
  const sensitivity = [
    {
      ...{ criterion: 'kosten', weight: 3, sharePercent: 30, changesAt: 1, changesAtPercent: 15 },
      ...{ direction: 'below' as const, winner: 'b' },
    },
  ]
  const markup = show(<SensitivityList matrix={{ ...matrix, sensitivity }} content={content} />)
  expect(markup.replace(/\u00a0/g, ' ')).toContain(
    'Hätte „Kosten“ weniger als 15 % Gewicht (jetzt 30 %), führte „Serverless“.',
  )
})

it('lists what is missing by name, never as a number', () => {
  const markup = show(
    <ReadinessList
      missing={[
        { kind: 'criterion_without_evidence', key: 'kosten', title: 'Kosten' },
        { kind: 'question_open', key: 'q', title: 'Wer zahlt?' },
      ]}
    />,
  )
  expect(markup).toContain('„Kosten“ hat keinen Beleg')
  expect(markup).toContain('Frage offen: Wer zahlt?')
  expect(markup).not.toContain('%')
})
