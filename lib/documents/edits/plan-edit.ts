import { findField } from '../read/fields.ts'
import { statusNames } from '../read/statuses.ts'
import type { DocumentEdit } from '../schemas.ts'
import { escapeInline } from './escape.ts'
import { setField } from './field-edits.ts'
import { addCriterion, changeCriterion, removeCriterion, setAssessment } from './matrix-edits.ts'
import { addOption, changeOption, removeOption } from './option-edits.ts'
import type { Step } from './places.ts'
import { setChosenOption, setResult, setSection } from './section-edits.ts'
import { addBullet, addTask, setTaskCheck, tickTask } from './task-edits.ts'
import { putTest, removeTest } from './test-edits.ts'
import { setTitle } from './title-edits.ts'

type Plans = { [K in DocumentEdit['kind']]: (edit: Extract<DocumentEdit, { kind: K }>) => Step[] }

/** What each edit does to a text, one step after the other. */
const plans: Plans = {
  set_title: ({ title }) => [(document) => setTitle(document, title)],
  set_status: ({ status }) => [
    (document) => {
      if (document.content.record?.status === status && findField(document.fields, 'status'))
        return []
      return setField(document, 'status', [toStatusName(document, status)])
    },
  ],
  set_date: ({ field, day }) => [
    (document) => setField(document, field, day === null ? [] : [day]),
  ],
  set_people: ({ field, names }) => [(document) => setField(document, field, names)],
  set_owner: ({ name }) => [(document) => setField(document, 'owner', name === null ? [] : [name])],
  set_section: ({ section, text }) => [(document) => setSection(document, section, text)],
  set_chosen_option: ({ option, reason }) => [
    (document) => setChosenOption(document, option, reason ?? null),
  ],
  add_option: ({ title, text }) => [(document) => addOption(document, title, text)],
  change_option: ({ option, title, text }) => [
    (document) => changeOption(document, option, { title, text }),
  ],
  remove_option: ({ option }) => [(document) => removeOption(document, option)],
  add_criterion: ({ title, fields }) => addCriterion(title, fields),
  change_criterion: ({ criterion, title, fields }) => changeCriterion(criterion, title, fields),
  remove_criterion: ({ criterion }) => [(document) => removeCriterion(document, criterion)],
  set_assessment: ({ criterion, option, assessment }) =>
    setAssessment(criterion, option, assessment),
  set_supersedes: ({ numbers }) => [(document) => setField(document, 'supersedes', numbers)],
  set_superseded_by: ({ numbers }) => [(document) => setSupersededBy(document, numbers)],
  set_subjects: ({ subjects }) => [(document) => setField(document, 'subjects', subjects)],
  add_task: (edit) => [(document) => addTask(document, edit)],
  tick_task: ({ list, task, isTicked }) => [(document) => tickTask(document, list, task, isTicked)],
  set_task_check: ({ list, task, check }) => [
    (document) => setTaskCheck(document, list, task, check),
  ],
  add_open_question: ({ text }) => [
    (document) => addBullet(document, 'open_questions', text, false),
  ],
  add_follow_up: ({ text, url }) => [
    (document) =>
      addBullet(document, 'follow_ups', url ? `[${escapeInline(text)}](<${url}>)` : text, true),
  ],
  set_result: ({ part, text }) => [(document) => setResult(document, part, text)],
  set_time_box: ({ minutes }) => [
    (document) => setField(document, 'time_box', minutes === null ? [] : [toDuration(minutes)]),
  ],
  put_test: ({ step, name, source }) => [(document) => putTest(document, step, name, source)],
  remove_test: ({ name }) => [(document) => removeTest(document, name)],
}

export function planEdit<K extends DocumentEdit['kind']>(
  edit: Extract<DocumentEdit, { kind: K }>,
): Step[] {
  const plan: (edit: Extract<DocumentEdit, { kind: K }>) => Step[] = plans[edit.kind as K]
  return plan(edit)
}

type Located = Parameters<Step>[0]

/** MADR and front matter speak English whatever the text around them speaks. */
function toStatusName(document: Located, status: keyof (typeof statusNames)['en']): string {
  const field = findField(document.fields, 'status')
  const home = field?.home ?? (document.reading.outline.frontMatter ? 'front_matter' : 'bullet')
  const isEnglish =
    home === 'front_matter'
      ? !isGermanStatus(field?.text ?? '')
      : /^(?:accepted|proposed|rejected|deprecated|superseded|draft|decided)/i.test(
          field?.text ?? '',
        )
  const name = statusNames[isEnglish ? 'en' : document.reading.language][status]
  const isCapital = home === 'section' && /^\p{Lu}/u.test(field?.text ?? '')
  return isCapital ? name.charAt(0).toUpperCase() + name.slice(1) : name
}

function isGermanStatus(text: string): boolean {
  return Object.values(statusNames.de).includes(text.toLowerCase())
}

const supersededBy = /(?:superseded by|ersetzt durch|replaced by)/i

/** Where the status names its successor, the successor stays there. */
function setSupersededBy(document: Located, numbers: readonly string[]) {
  const status = findField(document.fields, 'status')
  if (!status || findField(document.fields, 'superseded_by') || !supersededBy.test(status.text)) {
    return setField(document, 'superseded_by', numbers)
  }
  const isGerman = /ersetzt/i.test(status.text)
  const name = isGerman ? 'ersetzt' : 'superseded'
  const joint = isGerman ? ' durch ' : ' by '
  return setField(document, 'status', [
    numbers.length === 0 ? name : name + joint + numbers.join(' '),
  ])
}

function toDuration(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`
}
