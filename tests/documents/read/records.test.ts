import { describe, expect, it } from 'vitest'
import { applyEdits } from '#lib/documents/edits/apply-edits.ts'
import { readDocument } from '#lib/documents/read/read-document.ts'
import { documentContentSchema } from '#lib/documents/schemas.ts'
import { englishRecords } from './records/english.ts'
import { germanRecords } from './records/german.ts'
import { madrRecords } from './records/madr.ts'
import { nygardRecords } from './records/nygard.ts'
import { oddRecords } from './records/odd.ts'
import { tell } from './records/record-case.ts'

const all = [...madrRecords, ...nygardRecords, ...germanRecords, ...englishRecords, ...oddRecords]

describe('short documents in other layouts', () => {
  it('are two hundred at least, each with a name of its own', () => {
    expect(new Set(all.map(([name]) => name)).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(200)
  })

  it.each(all)('%s: is understood as a reader understands it', (_, text, told) => {
    const { record, ...answers } = tell(text)
    expect({ ...answers, ...(record === null ? { record } : {}) }).toMatchObject(told)
  })

  it.each(all)('%s: comes back byte for byte, and every line is accounted for', (_, text) => {
    expect(applyEdits(text, [])).toEqual({ text, splices: [] })
    const content = readDocument(text)
    expect(documentContentSchema.safeParse(content).error).toBeUndefined()
    const filled = text
      .split(/\r\n|\n|\r/)
      .filter((line) => line.replace(/^\ufeff/, '').trim() !== '')
    expect(content.lines).toHaveLength(filled.length)
  })
})
