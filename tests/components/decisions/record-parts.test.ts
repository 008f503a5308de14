import { describe, expect, it } from 'vitest'
import { toParts } from '#components/decisions/record/to-parts.ts'
import { readDocument } from '#lib/documents/read/read-document.ts'

const toPartsOf = (text: string) => toParts(text, readDocument(text).lines)
const wordsOf = (text: string) =>
  toPartsOf(text)
    .map((part) => (part.kind === 'text' ? part.text : `<${part.kind}>`))
    .join('\n')

const record = `---
status: proposed
date: 2026-11-01
---
# DEC-007: Wohin mit den Backups

## Kontext

Backups liegen auf demselben Host.

## Optionen

1. **A) S3**: getrennt
2. **B) NAS**: im Haus

## Messkriterien

- **Kosten**: im Monat

## Randnotizen

Das steht nirgends sonst.

## Offene Fragen

- [ ] Wer zahlt?
`

describe('the page of a record', () => {
  it('keeps the order of the text and puts views where their parts stand', () => {
    expect(toPartsOf(record).map(({ kind }) => kind)).toEqual([
      'text',
      'options',
      'matrix',
      'text',
      'open_questions',
    ])
  })

  it('gives a view the heading it stands below', () => {
    const titles = toPartsOf(record).map((part) => (part.kind === 'text' ? null : part.title))
    expect(titles).toEqual([null, 'Optionen', 'Messkriterien', null, 'Offene Fragen'])
  })

  it('shows what nobody understood in its place', () => {
    expect(wordsOf(record)).toMatch(/<matrix>[\s\S]*## Randnotizen\n\nDas steht nirgends sonst/)
  })

  it('leaves to the head what the head says', () => {
    expect(wordsOf(record)).not.toMatch(/status:|DEC-007/)
  })

  it('shows a text without any meaning as it is', () => {
    const text = 'Nur ein Satz.\r\n\r\nUnd noch einer.'
    expect(wordsOf(text)).toContain('Und noch einer.')
  })

  it('shows each view once, and no heading that nothing follows', () => {
    const twice = `# ADR 1\n\n## Considered Options\n\n* Redis\n* Kafka\n\n## Pros and Cons of the Options\n\n### Redis\n\n* Good, because fast\n\n### Kafka\n\n* Bad, because big\n`
    const kinds = toPartsOf(twice).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'options')).toHaveLength(1)
    expect(wordsOf(twice)).not.toContain('Pros and Cons')
  })
})
