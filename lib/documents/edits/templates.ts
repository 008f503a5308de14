import { escapeInline, toYamlFlow, toYamlScalar } from './escape.ts'
import { words, writtenSections } from './names.ts'

type Language = 'de' | 'en'

export type RecordInput = {
  language: Language
  title: string
  /** As it is to stand before the title: `DEC-021`; null for none. */
  number?: string | null
  /** ISO day. */
  recordedOn: string
  deciders?: readonly string[]
  reviewOn?: string | null
  /** `system` or `system/stage`. */
  subjects?: readonly string[]
  supersedes?: readonly string[]
  context?: string
  options?: readonly { title: string; text?: string }[]
  criteria?: readonly string[]
}

/**
 * A new record in the layout of MADR 4, headings in German or English.
 * https://github.com/adr/madr/blob/4.0.0/template/adr-template.md
 */
export function toRecordMarkdown(input: RecordInput): string {
  const { language } = input
  const front = [
    'status: proposed',
    `date: ${input.recordedOn}`,
    ...(input.reviewOn ? [`review: ${input.reviewOn}`] : []),
    ...toFrontList('decision-makers', input.deciders),
    ...toFrontList('supersedes', input.supersedes),
    ...toFrontList('systems', input.subjects),
  ]
  const sections = [
    toSection('context', language, input.context ?? ''),
    ...((input.criteria?.length ?? 0) > 0
      ? [toSection('criteria', language, toBullets(input.criteria))]
      : []),
    toSection('options', language, toOptions(input.options ?? [])),
    toSection('outcome', language, ''),
    toSection('consequences', language, ''),
    toSection('open_questions', language, ''),
    toSection('follow_ups', language, ''),
  ]
  return `---\n${front.join('\n')}\n---\n\n# ${toTitle(input)}\n\n${sections.join('\n')}`
}

export type SpikeInput = {
  language: Language
  title: string
  /** Number of the decision it feeds. */
  decision: string
  question?: string
  hypothesis?: string
  /** `system/stage`. */
  stage?: string | null
  timeBoxMinutes?: number | null
  prerequisites?: readonly string[]
  testSteps?: readonly string[]
  criteria?: readonly string[]
  abortCriteria?: readonly string[]
}

/** A new spike for a decision. It has no outcome: what is decided stands in the record. */
export function toSpikeMarkdown(input: SpikeInput): string {
  const { language } = input
  const front = [
    'kind: spike',
    `decision: ${toYamlScalar(input.decision)}`,
    ...(input.stage ? [`stage: ${toYamlScalar(input.stage)}`] : []),
    ...(input.timeBoxMinutes ? [`time-box: ${input.timeBoxMinutes} min`] : []),
  ]
  const result = [
    words[language].observations,
    words[language].recommendation,
    words[language].readiness,
  ]
  const sections = [
    toSection('goal', language, input.question ?? ''),
    toSection('hypothesis', language, input.hypothesis ?? ''),
    toSection('prerequisites', language, toBullets(input.prerequisites)),
    toSection('test_steps', language, toNumbered(input.testSteps)),
    toSection('criteria', language, toBullets(input.criteria)),
    toSection('abort_criteria', language, toBullets(input.abortCriteria)),
    toSection('result', language, result.map((label) => `- ${label}:`).join('\n')),
    toSection('follow_ups', language, ''),
  ]
  const title = `SPIKE: ${input.decision} ${escapeInline(input.title)}`
  return `---\n${front.join('\n')}\n---\n\n# ${title}\n\n${sections.join('\n')}`
}

function toTitle({ number, title }: RecordInput): string {
  return number ? `${number} ${escapeInline(title)}` : escapeInline(title)
}

function toFrontList(name: string, values: readonly string[] | undefined): string[] {
  return values && values.length > 0 ? [`${name}: ${toYamlFlow(values)}`] : []
}

function toSection(
  meaning: keyof typeof writtenSections,
  language: Language,
  body: string,
): string {
  const heading = `## ${writtenSections[meaning][language]}\n`
  const text = body.replaceAll('\r\n', '\n').trim()
  return text === '' ? heading : `${heading}\n${text}\n`
}

function toBullets(entries: readonly string[] | undefined): string {
  return (entries ?? []).map((entry) => `- ${entry.trim()}`).join('\n')
}

function toNumbered(entries: readonly string[] | undefined): string {
  return (entries ?? []).map((entry, index) => `${index + 1}. ${entry.trim()}`).join('\n')
}

function toOptions(options: NonNullable<RecordInput['options']>): string {
  return options
    .map(
      ({ title, text }) =>
        `- ${text ? `**${escapeInline(title)}**: ${text.trim()}` : escapeInline(title)}`,
    )
    .join('\n')
}
