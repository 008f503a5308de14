import { isNobody } from '../read/fields.ts'
import { fold, toPlain } from '../read/fold.ts'
import type { DocumentContent, DocumentEdit, RecordContent, Task } from '../schemas.ts'
import { isSameAssessment } from './matrix-edits.ts'
import { toTestSource } from './test-edits.ts'

type Checks = {
  [K in DocumentEdit['kind']]: (
    edit: Extract<DocumentEdit, { kind: K }>,
    after: DocumentContent,
    before: DocumentContent,
  ) => boolean
}

const same = (one: string | null | undefined, other: string | null | undefined) =>
  (one ?? '').replaceAll('\r\n', '\n').trim() === (other ?? '').replaceAll('\r\n', '\n').trim()
const sameNames = (one: readonly string[] = [], other: readonly string[]) =>
  one.length === other.length &&
  one.every((name, index) => toPlain(name) === toPlain(other[index] ?? ''))
const days = { recorded_on: 'recordedOn', decided_on: 'decidedOn', review_on: 'reviewOn' } as const
const grown = (one: readonly unknown[] = [], other: readonly unknown[] = []) =>
  one.length === other.length + 1

/** Whether a changed text says what the edit wanted. A document that is no record has nothing to compare with. */
const checks: Checks = {
  set_title: ({ title }, { record, title: whole }) =>
    record ? record.title === toPlain(title) : toPlain(whole).endsWith(toPlain(title)),
  set_status: ({ status }, { record }) => !record || record.status === status,
  set_date: ({ field, day }, { record }) => !record || record[days[field]] === day,
  set_people: ({ field, names }, { record }) => !record || sameNames(record[field], names),
  set_owner: ({ name }, { record }) =>
    !record || (record.owner ?? '') === (name === null || isNobody(name) ? '' : toPlain(name)),
  set_section: ({ section, text }, { record }, before) =>
    !record ||
    same(record[section], text) ||
    (text.trim() === '' && isBare(record, section, before)),
  set_chosen_option: ({ option }, { record }) => record?.chosenOption === option,
  add_option: ({ title }, { record }, before) =>
    grown(record?.options, before.record?.options) &&
    record?.options.at(-1) !== undefined &&
    (record?.options.some((each) => each.title === toPlain(title)) ?? false),
  change_option: ({ option, title, text }, { record }, before) => {
    const at = before.record?.options.findIndex(({ key }) => key === option) ?? -1
    const changed = record?.options[at]
    return (
      record?.options.length === before.record?.options.length &&
      (title === undefined || changed?.title === toPlain(title)) &&
      (text === undefined || same(changed?.text, text))
    )
  },
  remove_option: ({ option }, { record }, before) => {
    const title = before.record?.options.find(({ key }) => key === option)?.title
    return !record?.options.some((each) => each.title === title)
  },
  add_criterion: ({ title, fields }, { record, spike }, before) => {
    const criteria = record?.criteria ?? spike?.criteria ?? []
    const added = criteria.find((each) => each.title === toPlain(title))
    return (
      grown(criteria, before.record?.criteria ?? before.spike?.criteria) && hasFields(added, fields)
    )
  },
  change_criterion: ({ criterion, title, fields }, { record, spike }) => {
    const criteria = record?.criteria ?? spike?.criteria ?? []
    const found =
      title === undefined
        ? criteria.find(({ key }) => key === criterion)
        : criteria.find((each) => each.title === toPlain(title))
    return hasFields(found, fields)
  },
  remove_criterion: ({ criterion }, { record, spike }) =>
    !(record?.criteria ?? spike?.criteria ?? []).some(({ key }) => key === criterion),
  set_assessment: ({ criterion, option, assessment }, { record }) => {
    const told = record?.assessments.find(
      (each) => each.criterion === criterion && each.option === option,
    )
    return !record || isSameAssessment(told, assessment)
  },
  set_supersedes: ({ numbers }, { record }) => !record || sameNames(record.supersedes, numbers),
  set_superseded_by: ({ numbers }, { record }) =>
    !record || sameNames(record.supersededBy, numbers),
  set_subjects: ({ subjects }, { record }) => !record || sameNames(record.subjects, subjects),
  add_task: ({ list, text, check }, after, before) => {
    const items = findItems(after, list)
    const added = items?.find((each) => fold(each.text) === fold(text))
    return (
      grown(items, findItems(before, list)) &&
      added !== undefined &&
      (added.check ?? null) === (check ?? null)
    )
  },
  tick_task: ({ list, task, isTicked }, after) =>
    findTasks(after, list)?.find(({ key }) => key === task)?.isTicked === isTicked,
  set_task_check: ({ list, task, check }, after) => {
    const item = findItems(after, list)?.find(({ key }) => key === task)
    return !item || item.check === check
  },
  add_open_question: (_, { record }, before) =>
    !record || grown(record.openQuestions, before.record?.openQuestions),
  add_follow_up: (_, after, before) =>
    !(after.record ?? after.spike) ||
    grown(findTasks(after, 'follow_ups'), findTasks(before, 'follow_ups')),
  set_result: ({ part, text }, { spike }) => !spike || same(spike[part], text),
  set_time_box: ({ minutes }, { spike }) => !spike || spike.timeBoxMinutes === minutes,
  put_test: ({ step, name, source }, { spike }) => {
    const test = spike?.tests.find((each) => each.name === name)
    return test !== undefined && test.source === toTestSource(name, source) && test.step === step
  },
  remove_test: ({ name }, { spike }) => !spike?.tests.some((each) => each.name === name),
}

export function isDone<K extends DocumentEdit['kind']>(
  edit: Extract<DocumentEdit, { kind: K }>,
  after: DocumentContent,
  before: DocumentContent,
): boolean {
  if (before.record && !after.record && edit.kind !== 'set_section') return false
  const check: Checks[K] = checks[edit.kind as K]
  return check(edit, after, before)
}

/** An emptied section may let another one speak in its place. */
function isBare(record: RecordContent, section: string, before: DocumentContent): boolean {
  return section === 'context' && record.context !== before.record?.context
}

type Criterion = RecordContent['criteria'][number]
type Fields = Extract<DocumentEdit, { kind: 'add_criterion' }>['fields']

function hasFields(criterion: Criterion | undefined, fields: Fields): boolean {
  if (!criterion) return false
  const { kind, weight, unit, target, measure } = fields
  return (
    (kind === undefined || criterion.kind === kind) &&
    (weight === undefined || criterion.weight === weight) &&
    (unit === undefined || (criterion.unit ?? '') === toPlain(unit ?? '')) &&
    (!target ||
      (criterion.operator === target.operator && criterion.threshold === target.threshold)) &&
    (measure === undefined || (criterion.binding === null) === (measure === null))
  )
}

function findItems(content: DocumentContent, list: string) {
  return content.taskLists.find(({ key }) => key === list)?.items
}

function findTasks(content: DocumentContent, list: string): readonly Task[] | undefined {
  const { record, spike } = content
  if (list === 'follow_ups') return record?.followUps ?? spike?.followUps
  if (list === 'open_questions') return record?.openQuestions
  if (list === 'prerequisites') return spike?.prerequisites
  return list === 'setup_steps' ? spike?.setupSteps : findItems(content, list)
}
