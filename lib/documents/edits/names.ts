import type { FieldMeaning, HeadingMeaning } from '../read/vocabulary.ts'

type Language = 'de' | 'en'

/** Metadata that can be written, in the order it stands in. */
export const writtenFields = {
  status: { de: 'Status', en: 'Status', key: 'status' },
  recorded_on: { de: 'Datum', en: 'Date', key: 'date' },
  decided_on: { de: 'Entschieden am', en: 'Decided on', key: 'decided' },
  review_on: { de: 'Wiedervorlage', en: 'Review', key: 'review' },
  deciders: { de: 'Entscheider', en: 'Deciders', key: 'decision-makers' },
  consulted: { de: 'Konsultiert', en: 'Consulted', key: 'consulted' },
  informed: { de: 'Informiert', en: 'Informed', key: 'informed' },
  owner: { de: 'Verantwortlich', en: 'Owner', key: 'owner' },
  supersedes: { de: 'Ersetzt', en: 'Supersedes', key: 'supersedes' },
  superseded_by: { de: 'Ersetzt durch', en: 'Superseded by', key: 'superseded-by' },
  subjects: { de: 'Systeme', en: 'Systems', key: 'systems' },
  time_box: { de: 'Zeitrahmen', en: 'Time box', key: 'time-box' },
} as const satisfies Partial<Record<FieldMeaning, Record<Language | 'key', string>>>
export type WrittenField = keyof typeof writtenFields

export const fieldOrder = Object.keys(writtenFields) as WrittenField[]

export function isWrittenField(meaning: FieldMeaning | null): meaning is WrittenField {
  return meaning !== null && meaning in writtenFields
}

/** Sections that can be written, in the order they stand in. */
export const writtenSections = {
  context: { de: 'Kontext', en: 'Context and Problem Statement' },
  goal: { de: 'Ziel', en: 'Goal' },
  hypothesis: { de: 'Hypothese', en: 'Hypothesis' },
  criteria: { de: 'Kriterien', en: 'Decision Drivers' },
  options: { de: 'Optionen', en: 'Considered Options' },
  evaluation: { de: 'Bewertung', en: 'Evaluation' },
  pros_cons: { de: 'Vor- und Nachteile', en: 'Pros and Cons of the Options' },
  outcome: { de: 'Entscheidung', en: 'Decision Outcome' },
  consequences: { de: 'Konsequenzen', en: 'Consequences' },
  confirmation: { de: 'Bestätigung', en: 'Confirmation' },
  prerequisites: { de: 'Voraussetzungen', en: 'Prerequisites' },
  setup: { de: 'Test-Setup', en: 'Test setup' },
  test_steps: { de: 'Testschritte', en: 'Test steps' },
  abort_criteria: { de: 'Abbruchkriterien', en: 'Abort criteria' },
  result: { de: 'Ergebnis', en: 'Result' },
  follow_ups: { de: 'Folgearbeiten', en: 'Follow-ups' },
  open_questions: { de: 'Offene Fragen', en: 'Open questions' },
  more_information: { de: 'Weitere Informationen', en: 'More Information' },
} as const satisfies Partial<Record<HeadingMeaning, Record<Language, string>>>
export type WrittenSection = keyof typeof writtenSections

export const sectionOrder = Object.keys(writtenSections) as WrittenSection[]

export const words = {
  de: {
    criterion: 'Kriterium',
    kind: 'Art',
    weight: 'Gewicht',
    unit: 'Einheit',
    target: 'Ziel',
    measure: 'Messung',
    must: 'Muss',
    score: 'Wertung',
    question: 'Frage',
    yes: 'ja',
    no: 'nein',
    evidence: 'Beleg',
    chosen: 'Gewählte Option',
    because: 'weil',
    measurePrefix: 'messung',
    on: 'auf',
    observations: 'Beobachtungen',
    recommendation: 'Empfehlung',
    readiness: 'Entscheidungsreife',
  },
  en: {
    criterion: 'Criterion',
    kind: 'Kind',
    weight: 'Weight',
    unit: 'Unit',
    target: 'Target',
    measure: 'Measure',
    must: 'Must',
    score: 'Score',
    question: 'Question',
    yes: 'yes',
    no: 'no',
    evidence: 'evidence',
    chosen: 'Chosen option',
    because: 'because',
    measurePrefix: 'measure',
    on: 'on',
    observations: 'Observations',
    recommendation: 'Recommendation',
    readiness: 'Decision readiness',
  },
} as const
