import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '#lib/documents/edits/apply-edits.ts'
import { readDocument } from '#lib/documents/read/read-document.ts'
import type { DocumentContent, DocumentEdit } from '#lib/documents/schemas.ts'
import { documentEditSchema } from '#lib/documents/schemas.ts'
import { applySplices } from '#lib/markdown/index.ts'
import { corpus } from './corpus.ts'

const texts = fc.constantFrom(...corpus.map(([, text]) => text))
const name = fc.constantFrom(
  'Anna',
  'Jörg B.',
  'Team *Rot*',
  "O'Neil",
  'x_y',
  'a|b',
  '#1',
  '[x]',
  'yes',
  '12',
  'Zoë: Chef',
)
const line = fc.constantFrom(
  'Eins',
  'Zwei & drei',
  'Drei `vier`',
  '5. Element',
  'a <b> c',
  'größer ≥ 3',
  '**fett**',
  'a | b',
  '- Strich',
  '# Raute',
  '\\',
  'x:y',
  '`',
)
const paragraphs = fc.constantFrom(
  'Ein Satz.',
  'Eins.\n\nZwei.',
  '- a\n- b',
  '1. x\n   y',
  '> z',
  '```\n# code\n```',
  '',
  '# Heading',
  'a\n---',
  '<!-- x -->',
  '    code',
)
const reference = fc.constantFrom('DEC-001', 'ADR-0007', 'DEC-99')
const day = fc.constantFrom('2026-01-02', '2027-12-31', null)
const many = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { maxLength: 3 })

/** Edits of any kind for what a text has. */
function editsFor(content: DocumentContent): fc.Arbitrary<DocumentEdit> {
  const keys = (all: readonly { key: string }[] | undefined) =>
    fc.constantFrom('nowhere', ...(all ?? []).map(({ key }) => key))
  const option = keys(content.record?.options)
  const criterion = keys(content.record?.criteria)
  const list = content.taskLists[0]
  const fields = fc.record(
    {
      kind: fc.constantFrom('must', 'score', 'question'),
      weight: fc.constantFrom(null, 0, 2.5),
      unit: fc.constantFrom(null, 'ms', 'EUR'),
      target: fc.constantFrom(null, { operator: '<=', threshold: 1.125 }),
      measure: fc.constantFrom(null, 'availability 7d'),
    },
    { requiredKeys: [] },
  )
  const assessment = fc.record({
    value: fc.constantFrom(null, 0, 1.5, 1200),
    score: fc.constantFrom(null, 3),
    holds: fc.constantFrom(null, true, false),
    reason: fc.option(line),
    evidenceUrl: fc.constantFrom(null, 'https://a.de/x?y=(z)|1'),
  })
  const arbitraries = [
    fc.record({ kind: fc.constant('set_title'), title: line }),
    fc.record({
      kind: fc.constant('set_status'),
      status: fc.constantFrom('proposed', 'accepted', 'rejected', 'deprecated', 'superseded'),
    }),
    fc.record({
      kind: fc.constant('set_date'),
      field: fc.constantFrom('recorded_on', 'decided_on', 'review_on'),
      day,
    }),
    fc.record({
      kind: fc.constant('set_people'),
      field: fc.constantFrom('deciders', 'consulted', 'informed'),
      names: many(name),
    }),
    fc.record({ kind: fc.constant('set_owner'), name: fc.option(name) }),
    fc.record({
      kind: fc.constant('set_section'),
      section: fc.constantFrom('context', 'hypothesis', 'outcome', 'consequences'),
      text: paragraphs,
    }),
    fc.record({ kind: fc.constant('set_chosen_option'), option, reason: fc.option(line) }),
    fc.record({ kind: fc.constant('add_option'), title: line }),
    fc.record(
      { kind: fc.constant('change_option'), option, title: line, text: paragraphs },
      { requiredKeys: ['kind', 'option'] },
    ),
    fc.record({ kind: fc.constant('remove_option'), option }),
    fc.record({ kind: fc.constant('add_criterion'), title: line, fields }),
    fc.record(
      { kind: fc.constant('change_criterion'), criterion, title: line, fields },
      { requiredKeys: ['kind', 'criterion', 'fields'] },
    ),
    fc.record({ kind: fc.constant('remove_criterion'), criterion }),
    fc.record({
      kind: fc.constant('set_assessment'),
      criterion,
      option,
      assessment: fc.option(assessment),
    }),
    fc.record({ kind: fc.constant('set_supersedes'), numbers: many(reference) }),
    fc.record({ kind: fc.constant('set_superseded_by'), numbers: many(reference) }),
    fc.record({
      kind: fc.constant('set_subjects'),
      subjects: many(fc.constantFrom('mvp/staging', 'billing')),
    }),
    fc.record({
      kind: fc.constant('add_task'),
      list: fc.constant(list?.key ?? 'x'),
      text: line,
      check: fc.constantFrom(null, 'port-443'),
    }),
    fc.record({
      kind: fc.constant('tick_task'),
      list: fc.constant(list?.key ?? 'follow_ups'),
      task: keys(list?.items ?? content.record?.followUps),
      isTicked: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('set_task_check'),
      list: fc.constant(list?.key ?? 'x'),
      task: keys(list?.items),
      check: fc.constantFrom(null, 'port-443', 'a>b'),
    }),
    fc.record({ kind: fc.constant('add_open_question'), text: line }),
    fc.record({
      kind: fc.constant('add_follow_up'),
      text: line,
      url: fc.constantFrom(null, 'https://a.de/x'),
    }),
    fc.record({
      kind: fc.constant('set_result'),
      part: fc.constantFrom('observations', 'recommendation', 'readiness'),
      text: paragraphs,
    }),
    fc.record({ kind: fc.constant('set_time_box'), minutes: fc.constantFrom(null, 30, 240) }),
    fc.record({
      kind: fc.constant('put_test'),
      step: keys(content.spike?.testSteps),
      name: fc.constant('smoke'),
      source: fc.constantFrom('steps: []\n', 'name: smoke\nsteps:\n\n  - a: "```"'),
    }),
    fc.record({ kind: fc.constant('remove_test'), name: fc.constant('smoke') }),
  ]
  return fc.oneof(...arbitraries).map((edit) => documentEditSchema.parse(edit))
}

const withEdits = texts.chain((text) =>
  fc.tuple(
    fc.constant(text),
    fc.array(editsFor(readDocument(text)), { minLength: 1, maxLength: 3 }),
  ),
)

/** Edits of single fields, each of another one. */
const single: readonly (readonly [
  string,
  DocumentEdit,
  (content: DocumentContent) => unknown,
  unknown,
])[] = [
  [
    'title',
    { kind: 'set_title', title: 'Neu gedacht' },
    ({ record }) => record?.title,
    'Neu gedacht',
  ],
  [
    'status',
    { kind: 'set_status', status: 'deprecated' },
    ({ record }) => record?.status,
    'deprecated',
  ],
  [
    'recorded',
    { kind: 'set_date', field: 'recorded_on', day: '2031-01-02' },
    ({ record }) => record?.recordedOn,
    '2031-01-02',
  ],
  [
    'decided',
    { kind: 'set_date', field: 'decided_on', day: '2031-01-03' },
    ({ record }) => record?.decidedOn,
    '2031-01-03',
  ],
  [
    'review',
    { kind: 'set_date', field: 'review_on', day: '2031-01-04' },
    ({ record }) => record?.reviewOn,
    '2031-01-04',
  ],
  [
    'deciders',
    { kind: 'set_people', field: 'deciders', names: ['Zoe', 'Yan'] },
    ({ record }) => record?.deciders,
    ['Zoe', 'Yan'],
  ],
  [
    'consulted',
    { kind: 'set_people', field: 'consulted', names: ['Xia'] },
    ({ record }) => record?.consulted,
    ['Xia'],
  ],
  [
    'informed',
    { kind: 'set_people', field: 'informed', names: ['Wim', 'Vi'] },
    ({ record }) => record?.informed,
    ['Wim', 'Vi'],
  ],
  ['owner', { kind: 'set_owner', name: 'Ute' }, ({ record }) => record?.owner, 'Ute'],
  [
    'hypothesis',
    { kind: 'set_section', section: 'hypothesis', text: 'Es geht.\n\nGut.' },
    ({ record }) => record?.hypothesis,
    'Es geht.\n\nGut.',
  ],
  [
    'consequences',
    { kind: 'set_section', section: 'consequences', text: 'Viele.' },
    ({ record }) => record?.consequences,
    'Viele.',
  ],
  [
    'supersedes',
    { kind: 'set_supersedes', numbers: ['DEC-901', 'DEC-902'] },
    ({ record }) => record?.supersedes,
    ['DEC-901', 'DEC-902'],
  ],
  [
    'subjects',
    { kind: 'set_subjects', subjects: ['mvp/staging'] },
    ({ record }) => record?.subjects,
    ['mvp/staging'],
  ],
]

const readable = corpus.filter(([, text]) => readDocument(text).record !== null)

describe('edits', () => {
  it('leave every byte outside of the splices they report as it was', () => {
    fc.assert(
      fc.property(withEdits, ([text, edits]) => {
        const { splices, text: changed, problems } = applyEdits(text, edits)
        if (problems) return
        expect(applySplices(text, splices)).toBe(changed)
        for (const [index, splice] of splices.entries()) {
          expect(splice.start).toBeGreaterThanOrEqual(splices[index - 1]?.end ?? 0)
          expect(splice.end).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 1_500 },
    )
  })

  it('keep the line ending of the document', () => {
    fc.assert(
      fc.property(withEdits, ([text, edits]) => {
        const windows = text
          .replaceAll('\r\n', '\n')
          .replaceAll('\r', '\n')
          .replaceAll('\n', '\r\n')
        if (!windows.includes('\r\n')) return
        const changed = applyEdits(windows, edits).text
        if (changed !== undefined) expect(changed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      }),
      { numRuns: 600 },
    )
  })

  it('change nothing when there are none', () => {
    for (const [, text] of corpus) expect(applyEdits(text, [])).toEqual({ text, splices: [] })
  })

  it('say the same when they are made twice', () => {
    for (const [field, edit] of single) {
      for (const [name, text] of readable) {
        const once = applyEdits(text, [edit]).text
        if (once !== undefined)
          expect([field, name, applyEdits(once, [edit]).text]).toEqual([field, name, once])
      }
    }
  })
})

describe.each(single)('the %s', (_, edit, ask, wanted) => {
  it.each(readable)('reads back from: %s', (name, text) => {
    const { text: changed, problems } = applyEdits(text, [edit])
    if (problems && refused.has(name)) return
    expect(problems).toBeUndefined()
    expect(ask(readDocument(changed ?? ''))).toEqual(wanted)
  })

  it('can be changed before or after any other field', () => {
    for (const [other, second] of single.map(([label, each]) => [label, each] as const)) {
      if (second === edit) continue
      for (const [name, text] of readable) {
        const one = applyEdits(text, [edit, second]).text
        expect([other, name, applyEdits(text, [second, edit]).text]).toEqual([other, name, one])
      }
    }
  })
})

/** Where there is no place that could be read back: front matter that is no YAML, a fence that never ends. */
const refused = new Set([
  'madr with a broken front matter',
  'front matter that is a list',
  'a fence that never ends',
])

describe('ticking', () => {
  const boxes = corpus.flatMap(([name, text]) => {
    const { taskLists, record } = readDocument(text)
    const lists = taskLists.flatMap(({ key, items }) => items.map((item) => [key, item] as const))
    const others = (record?.followUps ?? []).filter(({ isTicked }) => isTicked !== null)
    const all = [...lists, ...others.map((item) => ['follow_ups', item] as const)]
    return all.map(([list, item]) => [name, text, list, item] as const)
  })

  it('changes exactly one byte, and back again', () => {
    expect(boxes.length).toBeGreaterThan(40)
    for (const [name, text, list, item] of boxes) {
      const isTicked = !item.isTicked
      const ticked =
        applyEdits(text, [{ kind: 'tick_task', list, task: item.key, isTicked }]).text ?? ''
      const before = Buffer.from(text)
      const after = Buffer.from(ticked)
      const different = before.filter((byte, at) => byte !== after[at]).length
      expect([name, after.length, different]).toEqual([name, before.length, 1])
      const back = applyEdits(ticked, [
        { kind: 'tick_task', list, task: item.key, isTicked: !isTicked },
      ]).text
      expect(back?.toLowerCase()).toBe(text.toLowerCase())
    }
  })
})
