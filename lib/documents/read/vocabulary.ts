import { fold } from './fold.ts'

/** What a section is about: its heading in German and English, umlauts written out. Order within a row is preference. */
export const headingWords = {
  status: 'status|stand',
  context:
    'context and problem statement|context|problem|problem statement|background|motivation|issue|kontext|kontext und problemstellung|problemstellung|ausgangslage|hintergrund|ist-stand|kontext / ist-stand|problem und kontext',
  goal: 'goal|goals|ziel|ziele|question|fragestellung|frage|purpose|business value|zweck|objective|ziel / business value',
  hypothesis: 'hypothesis|hypotheses|hypothese|hypothesen|annahme|annahmen|assumption|assumptions',
  options:
    'considered options|options|considered alternatives|alternatives considered|alternatives|optionen|betrachtete optionen|erwogene optionen|alternativen|varianten|moeglichkeiten|loesungsoptionen|geprueft optionen|gepruefte optionen',
  pros_cons:
    'pros and cons of the options|pros and cons|pros and cons of the alternatives|vor- und nachteile|vor- und nachteile der optionen|pro und contra|pro und kontra|pro und contra der optionen|argumente',
  evaluation:
    'evaluation|comparison|comparison of options|option comparison|decision matrix|bewertung|optionenvergleich|vergleich|entscheidungsmatrix|bewertungsmatrix|nutzwertanalyse|matrix',
  criteria:
    'decision drivers|criteria|measuring criteria|measurement criteria|success criteria|evaluation criteria|drivers|forces|messkriterien|kriterien|entscheidungskriterien|entscheidungstreiber|bewertungskriterien|erfolgskriterien|einflussfaktoren|treiber|metrics|metriken',
  abort_criteria:
    'abort criteria|kill criteria|stop criteria|exit criteria|abbruchkriterien|abbruchkriterium|abbruchbedingungen|stoppkriterien',
  prerequisites:
    'prerequisites|prereqs|preconditions|requirements|voraussetzungen|voraussetzung|vorbedingungen|vorbedingung|vorbereitung des spikes',
  setup:
    'test setup|test-setup|setup|setup steps|common setup steps|shared setup steps|testaufbau|versuchsaufbau|aufbau|setup-schritte|gemeinsame setup-schritte|vorbereitungsschritte|einrichtung',
  test_steps:
    'test steps|steps to test|testschritte|testablauf|versuchsschritte|test procedure|experiment steps|experiment',
  result: 'result|results|findings|ergebnis|ergebnisse|resultat|resultate|auswertung|erkenntnisse',
  observations: 'observations|beobachtungen|beobachtung',
  recommendation: 'recommendation|recommendations|empfehlung|empfehlungen',
  readiness: 'decision readiness|readiness|entscheidungsreife|reife',
  outcome:
    'decision outcome|decision|outcome|entscheidung|entscheid|beschluss|entscheidungsergebnis|ergebnis der entscheidung|the decision',
  consequences:
    'consequences|positive consequences|negative consequences|implications|impact|konsequenzen|folgen|auswirkungen|positive konsequenzen|negative konsequenzen|positive folgen|negative folgen|positive auswirkungen|negative auswirkungen',
  confirmation:
    'confirmation|validation|bestaetigung|validierung|compliance|ueberpruefung der umsetzung',
  more_information:
    'more information|further information|notes|links|references|related|related decisions|weitere informationen|notizen|anmerkungen|referenzen|verweise|quellen|hinweise',
  follow_ups:
    'follow-ups|follow ups|followups|follow-up|follow-up work|next steps|action items|actions|todos|folgearbeiten|folgeaufgaben|naechste schritte|massnahmen|aufgaben|offene punkte',
  open_questions:
    'open questions|questions|unresolved questions|unknowns|offene fragen|fragen|ungeklaerte fragen|ungeklaert',
  acceptance: 'acceptance criteria|definition of done|akzeptanzkriterien|abnahmekriterien|abnahme',
  checklist:
    'checklist|checkliste|go-live checklist|go-live-checkliste|go live checklist|golive-checkliste|launch checklist|release checklist|checklisten|abnahmeliste|progress-checklist|progress checklist|progress|fortschritt|fortschrittsliste|readiness checklist|abnahme-checkliste',
  deliverables: 'deliverables|liefergegenstaende|lieferungen|ergebnisse bis',
  test_plan: 'test plan|testplan|tests|verification|verifikation|testfaelle|test cases',
  troubleshooting:
    'troubleshooting|runbook|runbooks|fehlerbehebung|stoerungen|stoerungsbehebung|fehlersuche|problembehebung|known problems|bekannte probleme|incident response|when things fail|wenn etwas nicht geht',
  deciders: 'deciders|decision makers|decision-makers|entscheider|beteiligte|entscheiderinnen',
  consulted: 'consulted|konsultiert|befragt',
  informed: 'informed|informiert',
  subjects: 'systems|systeme|betroffene systeme|affected systems|betrifft',
  supersedes: 'supersedes|ersetzt|loest ab|replaces',
  superseded_by: 'superseded by|ersetzt durch|abgeloest durch|replaced by',
  scope:
    'scope|umfang|geltungsbereich|in scope|out of scope|nicht im umfang|abgrenzung|non-goals|nichtziele|nicht-ziele',
  dependencies: 'dependencies|abhaengigkeiten|abhaengigkeit|depends on',
  stages:
    'stages|environments|deployment stages|stufen|deployment-stufen|umgebungen|stages und umgebungen',
  settings:
    'settings|environment variables|env vars|secrets|umgebungsvariablen|umgebungsvariablen einrichten|secrets & umgebungsvariablen|konfiguration|configuration|einstellungen|secrets und umgebungsvariablen|secrets and environment variables',
  time_box: 'time box|timebox|zeitrahmen|zeitbox|aufwand',
  review: 'review|wiedervorlage|review date|ueberpruefung',
  scaling: 'scaling|skalierung',
} as const satisfies Record<string, string>

export type HeadingMeaning = keyof typeof headingWords

/** Labels before a colon, and names in front matter. */
export const fieldWords = {
  title: 'title|titel',
  number: 'id|number|nummer|nr|adr|adr-id|key',
  status: 'status|state|zustand|adr status|decision status|entscheidungsstatus',
  recorded_on:
    'date|datum|stand|created|created on|created at|recorded|recorded on|erstellt|erstellt am|erfasst|erfasst am|last updated|updated|aktualisiert|zuletzt geaendert|letzte aenderung',
  decided_on:
    'decided|decided on|decision date|accepted on|approved on|entschieden|entschieden am|entscheidungsdatum|beschlossen am|angenommen am|decided-on|decision-date',
  review_on:
    'review|review on|review date|review by|revisit|revisit on|revisit by|next review|wiedervorlage|wiedervorlage am|ueberpruefung|ueberpruefung am|ueberpruefen am|pruefen am|review am|review-datum|naechste pruefung|review-date|review-by|review-on',
  deciders:
    'deciders|decider|decision-makers|decision makers|decision maker|decided by|approvers|entscheider|entscheiderinnen|entscheidende|entschieden von|beschlossen von|entscheidungstraeger',
  consulted: 'consulted|konsultiert|befragt|beratend',
  informed: 'informed|informiert|zu informieren',
  owner:
    'owner|owners|author|authors|responsible|assignee|verantwortlich|verantwortliche|verantwortlicher|zustaendig|autor|autorin|autoren|besitzer|bearbeiter',
  supersedes: 'supersedes|replaces|ersetzt|loest ab',
  superseded_by:
    'superseded by|superseded-by|replaced by|replaced-by|ersetzt durch|abgeloest durch|supercedes by|superceded by',
  subjects:
    'systems|system|systeme|subjects|betrifft|concerns|affects|betroffene systeme|affected systems|stages|systems and stages|systeme und stages',
  time_box: 'time box|timebox|time-box|zeitrahmen|zeitbox|zeitbudget',
  stage: 'stage|stufe|umgebung|environment',
  decision: 'decision|entscheidung|entscheidet|for decision|zu entscheidung|gehoert zu',
  deadline: 'deadline|due|due date|frist|faellig|faellig am|termin|bis|abgabe',
  kind: 'kind|type|art|typ|dokumenttyp',
  metadata:
    'priority|prioritaet|prio|area|bereich|tags|labels|schlagworte|technical story|technische story|ticket|story|category|kategorie|docs zum lesen|version|impact|layout|parent|nav_order|nav-order',
} as const satisfies Record<string, string>

export type FieldMeaning = keyof typeof fieldWords

const headings = invert(headingWords)
const fields = invert(fieldWords)

function invert<M extends string>(table: Record<M, string>): ReadonlyMap<string, M> {
  const names = Object.keys(table) as M[]
  return new Map(
    names.flatMap((name) => table[name].split('|').map((word) => [word, name] as const)),
  )
}

const numbering = /^(?:§\s*)?(?:\d+(?:\.\d+)*[.):]?|[a-z][.)])\s+/
const date = /\b\d{4}-\d{2}-\d{2}\b/g

/** Heading without number, emphasis, pictures, remark in brackets and colon: `5. Backups` is `backups`. */
export function toHeadingWords(title: string): string {
  return fold(title)
    .replace(/[\p{Extended_Pictographic}*_`~"„“”]/gu, '')
    .trim()
    .replace(numbering, '')
    .replace(/(?:\s*(?:\([^()]*\)|\[[^[\]]*\]))+\s*$/, '')
    .replace(/[\s:.!–-]+$/, '')
    .trim()
}

/** What a section is about, as far as its heading says. */
export function readHeadingMeaning(title: string): HeadingMeaning | null {
  const words = toHeadingWords(title)
  const whole = headings.get(words)
  if (whole) return whole
  const dated = words.replace(/\s*(?:bis|by|until|due)?\s*(?:zum\s*)?$/, '')
  const parts = [
    words
      .replace(date, '')
      .replace(/\s+(?:bis|by|until|due)\b.*$/, '')
      .trim(),
    dated,
    ...words.split(/\s*(?:\/|\||&|\+)\s*|\s+(?:und|and)\s+|\s+[-–:]\s+|:\s+/),
  ]
  for (const part of parts) {
    const meaning = headings.get(part.trim())
    if (meaning) return meaning
  }
  return null
}

export function readFieldMeaning(label: string): FieldMeaning | null {
  const words = fold(label)
    .replace(/[*_`~]/g, '')
    .replace(/\s*\([^()]*\)\s*$/, '')
    .trim()
  return fields.get(words) ?? fields.get(words.replaceAll(/[-_]/g, ' ')) ?? null
}
