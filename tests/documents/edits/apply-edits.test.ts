import { describe, expect, it } from 'vitest'
import { applyEdits } from '#lib/documents/edits/apply-edits.ts'
import { toRecordMarkdown, toSpikeMarkdown } from '#lib/documents/edits/templates.ts'
import { readDocument } from '#lib/documents/read/read-document.ts'
import type { DocumentEdit } from '#lib/documents/schemas.ts'
import { readSeed } from '../read/seeds.ts'

/** What was replaced by what. */
function changes(text: string, ...edits: DocumentEdit[]): [string, string][] {
  const { splices, problems } = applyEdits(text, edits)
  if (problems) throw new Error(problems.map(({ message }) => message).join())
  return splices.map(({ start, end, insert }) => [text.slice(start, end), insert])
}

describe('edits of the seeds', () => {
  it('change a status inside of its backticks, in the language of the document', () => {
    expect(changes(readSeed(1), { kind: 'set_status', status: 'accepted' })).toEqual([
      ['todo', 'angenommen'],
    ])
  })

  it('change an owner and leave the hard break behind it', () => {
    expect(changes(readSeed(4), { kind: 'set_owner', name: 'Anna' })).toEqual([
      ['DevOps-Lead / Infrastructure-Lead', 'Anna'],
    ])
  })

  it('add metadata as a bullet among those that are there', () => {
    const edit: DocumentEdit = { kind: 'set_date', field: 'review_on', day: '2027-01-31' }
    expect(changes(readSeed(1), edit)).toEqual([['', '- Wiedervorlage: 2027-01-31\n']])
  })

  it('add an option with the next number, letter and emphasis', () => {
    const edit: DocumentEdit = { kind: 'add_option', title: 'Cloud Run', text: 'ohne Server' }
    expect(changes(readSeed(0), edit)).toEqual([['', '\n4. **D) Cloud Run**: ohne Server']])
  })

  it('change the title of an option and nothing around it', () => {
    const edit: DocumentEdit = { kind: 'change_option', option: 'b', title: 'Fly' }
    expect(changes(readSeed(0), edit)).toEqual([['Vercel (Web) + Worker separat', 'Fly']])
  })

  it('bind a task to a check at the end of its line', () => {
    const task = 'host-und-netz-port-443-erreichbar'
    const edit: DocumentEdit = {
      kind: 'set_task_check',
      list: 'checkliste',
      task,
      check: 'port-443',
    }
    expect(changes(readSeed(4), edit)).toEqual([['', ' <!-- check: port-443 -->']])
    const bound = applyEdits(readSeed(4), [edit]).text ?? ''
    expect(readDocument(bound).taskLists[0]?.items[3]).toMatchObject({
      key: task,
      check: 'port-443',
    })
    expect(applyEdits(bound, [{ ...edit, check: null }]).text).toBe(readSeed(4))
  })

  it('put a test below its step, replace it and take it away again', () => {
    const edit: DocumentEdit = {
      kind: 'put_test',
      step: 'smoke-test',
      name: 'smoke',
      source: 'steps: []\n',
    }
    const text = applyEdits(readSeed(0), [edit]).text ?? ''
    expect(text).toContain(
      '   - Job endet erfolgreich\n   ```yaml spike-test\n   name: smoke\n   steps: []\n   ```\n4. Failure',
    )
    expect(readDocument(text).spike?.testSteps[2]).toMatchObject({
      key: 'smoke-test',
      test: 'smoke',
    })
    expect(changes(text, { ...edit, source: 'name: smoke\nsteps: [a]\n' })).toHaveLength(1)
    expect(applyEdits(text, [{ kind: 'remove_test', name: 'smoke' }]).text).toBe(readSeed(0))
  })

  it('fill in the result behind its labels', () => {
    const one: DocumentEdit = { kind: 'set_result', part: 'recommendation', text: 'Option A' }
    expect(changes(readSeed(0), one)).toEqual([['', ' Option A']])
    const two: DocumentEdit = {
      kind: 'set_result',
      part: 'observations',
      text: '- stabil\n- schnell',
    }
    expect(changes(readSeed(0), two)).toEqual([['', '\n\n  - stabil\n  - schnell']])
  })

  it('make the table options × criteria of what is there, and fill one cell', () => {
    const assessment = {
      value: null,
      score: null,
      holds: true,
      reason: 'läuft | durch',
      evidenceUrl: 'https://a.de/1',
    }
    const edit: DocumentEdit = { kind: 'set_assessment', criterion: 'dx', option: 'b', assessment }
    const text = applyEdits(readSeed(0), [edit]).text ?? ''
    expect(text).toContain('| Kriterium | Art | Gewicht | Einheit | Ziel | Messung | A | B | C |\n')
    expect(text).toContain(
      '| DX | Frage |  |  |  |  |  | ja – läuft \\| durch ([Beleg](https://a.de/1)) |  |\n',
    )
    expect(readDocument(text).record?.assessments).toMatchObject([
      {
        criterion: 'dx',
        option: 'b',
        holds: true,
        value: null,
        reason: 'läuft | durch',
        evidenceUrl: 'https://a.de/1',
      },
    ])
    const opened = applyEdits(text, [{ ...edit, assessment: null }]).text ?? ''
    expect(readDocument(opened).record?.assessments).toEqual([])
  })
})

describe('an edit that cannot be made', () => {
  it.each<readonly [string, DocumentEdit, string]>([
    ['an option that is not there', { kind: 'remove_option', option: 'z' }, 'option_not_found'],
    [
      'a criterion that is not there',
      { kind: 'remove_criterion', criterion: 'z' },
      'criterion_not_found',
    ],
    [
      'a task that is not there',
      { kind: 'tick_task', list: 'x', task: 'y', isTicked: true },
      'task_not_found',
    ],
    [
      'a step that is not there',
      { kind: 'put_test', step: 'z', name: 'a', source: '' },
      'step_not_found',
    ],
    [
      'words that would begin a section',
      { kind: 'set_section', section: 'hypothesis', text: '# Optionen' },
      'reads_differently',
    ],
  ])('names the reason and changes nothing: %s', (_, edit, reason) => {
    const good: DocumentEdit = { kind: 'set_owner', name: 'Anna' }
    expect(applyEdits(readSeed(0), [good, edit])).toEqual({
      problems: [{ edit: 1, reason, message: expect.any(String) }],
    })
  })

  it('is any edit of a text that cannot be read', () => {
    const { problems } = applyEdits('> '.repeat(1_000), [{ kind: 'set_owner', name: 'Anna' }])
    expect(problems?.[0]?.reason).toBe('unreadable_text')
  })
})

describe('a new text', () => {
  it('is a record that reads back what it was made of', () => {
    for (const language of ['de', 'en'] as const) {
      const text = toRecordMarkdown({
        language,
        number: 'DEC-021',
        title: 'Use *stars* & #1',
        recordedOn: '2026-01-02',
        deciders: ['Anna', 'Jörg: B.'],
        reviewOn: '2027-01-02',
        subjects: ['mvp/staging'],
        supersedes: ['DEC-001'],
        context: 'Why?\n\nBecause.',
        options: [{ title: 'One', text: 'first' }, { title: 'Two' }],
        criteria: ['**Cost**: how much?'],
      })
      expect(readDocument(text)).toMatchObject({
        spike: null,
        record: {
          number: 'DEC-021',
          title: 'Use *stars* & #1',
          status: 'proposed',
          recordedOn: '2026-01-02',
          reviewOn: '2027-01-02',
          deciders: ['Anna', 'Jörg: B.'],
          subjects: ['mvp/staging'],
          supersedes: ['DEC-001'],
          context: 'Why?\n\nBecause.',
          outcome: null,
          options: [
            { title: 'One', text: 'first' },
            { title: 'Two', text: '' },
          ],
          criteria: [{ title: 'Cost', text: 'how much?' }],
        },
      })
    }
  })

  it('is a spike that belongs to its decision and decides nothing itself', () => {
    for (const language of ['de', 'en'] as const) {
      const text = toSpikeMarkdown({
        language,
        decision: 'DEC-021',
        title: 'Try it',
        question: 'Does it hold?',
        hypothesis: 'It does.',
        stage: 'mvp/staging',
        timeBoxMinutes: 240,
        prerequisites: ['a job'],
        testSteps: ['Smoke'],
        criteria: ['Up `measure: availability 7d >= 99.5 %`'],
        abortCriteria: ['too slow'],
      })
      expect(readDocument(text)).toMatchObject({
        record: null,
        spike: {
          decision: 'DEC-021',
          question: 'Does it hold?',
          stage: 'mvp/staging',
          timeBoxMinutes: 240,
          prerequisites: [{ text: 'a job' }],
          testSteps: [{ title: 'Smoke' }],
          criteria: [{ title: 'Up', operator: '>=', threshold: 99.5 }],
          abortCriteria: [{ title: 'too slow' }],
          observations: null,
          recommendation: null,
          readiness: null,
        },
      })
    }
  })
})
