import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBackstage } from '#lib/catalog/parse-backstage.ts'
import { parseCatalog } from '#lib/catalog/parse-catalog.ts'
import type { CatalogProblem } from '#lib/catalog/problems.ts'
import { SAMPLE } from './sample.ts'

/** The sample with pieces cut out and hostile pieces put in: closer to real mistakes than noise is. */
const damaged = fc
  .array(
    fc.record({
      at: fc.nat(SAMPLE.length),
      remove: fc.nat(12),
      insert: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.constantFrom(
          '\t',
          '---\n',
          '[',
          '{',
          '}',
          '*a',
          '&a ',
          '!!binary ',
          '? ',
          '|\n',
          '"',
          '\0',
          '__proto__: ',
        ),
      ),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((edits) =>
    edits.reduce(
      (text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove),
      SAMPLE,
    ),
  )

const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), damaged)

function expectPlaces(text: string, problems: readonly CatalogProblem[]): void {
  const lines = text.replace(/^\ufeff/, '').split('\n')
  for (const { line, column, reason } of problems) {
    expect(line).toBeGreaterThanOrEqual(1)
    expect(line).toBeLessThanOrEqual(lines.length)
    expect(column).toBeGreaterThanOrEqual(1)
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1)
    // What was written is shown as it is, braces included; only our own placeholders must be gone.
    const left = /\{\w+\}/.exec(reason)?.[0]
    expect(left === undefined || text.includes(left), reason).toBe(true)
  }
}

describe('whatever the text', () => {
  it('a catalog is read or refused with at least one problem that stands inside the file', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { catalog, problems } = parseCatalog({ file: 'f', text })
        expect(catalog === undefined).toBe((problems?.length ?? 0) > 0)
        expectPlaces(text, problems ?? [])
      }),
      { numRuns: 1_000 },
    )
  })

  it('Backstage entities are read or refused with a problem that stands inside the file', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { catalogs, problems } = parseBackstage({ file: 'f', text })
        expect(catalogs.length > 0 || problems.length > 0).toBe(true)
        expectPlaces(text, problems)
      }),
      { numRuns: 500 },
    )
  })
})
