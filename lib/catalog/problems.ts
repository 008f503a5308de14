/** Where and why a catalog file was refused. Lines and columns start at 1. */
export interface CatalogProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly code: ProblemCode
  readonly params: ProblemParams
  /** The English sentence; screens build theirs with `toReason`. */
  readonly reason: string
  /** The valid key, value or name that is closest to what was written. */
  readonly nearest: string | null
}

export type ProblemParams = Readonly<Record<string, string | number>>

const REASONS = {
  too_large: {
    en: 'The file is too large: at most {limitKb} kB are read',
    de: 'Die Datei ist zu groß: gelesen werden höchstens {limitKb} kB',
  },
  empty_file: { en: 'The file is empty', de: 'Die Datei ist leer' },
  yaml_syntax: { en: 'Not valid YAML: {detail}', de: 'Kein gültiges YAML: {detail}' },
  tab: {
    en: 'YAML is indented with spaces, not with tabs',
    de: 'YAML wird mit Leerzeichen eingerückt, nicht mit Tabulatoren',
  },
  duplicate_key: {
    en: 'This key is already set above',
    de: 'Dieser Schlüssel ist weiter oben schon gesetzt',
  },
  several_documents: {
    en: 'One file describes one system; remove the line "---" and what follows',
    de: 'Eine Datei beschreibt ein System; entferne die Zeile „---“ und was darauf folgt',
  },
  too_deep: {
    en: 'Nested deeper than {limit} levels',
    de: 'Tiefer als {limit} Ebenen verschachtelt',
  },
  alias_bomb: {
    en: 'The aliases in this file expand to too much',
    de: 'Die Verweise (Aliase) in dieser Datei ergeben zu viel',
  },
  alias_unknown: {
    en: 'No anchor "&{name}" stands above this alias',
    de: 'Über diesem Verweis steht kein Anker „&{name}“',
  },
  alias_circular: {
    en: 'The alias "*{name}" contains itself',
    de: 'Der Verweis „*{name}“ enthält sich selbst',
  },
  key_not_text: { en: 'A key must be plain text', de: 'Ein Schlüssel muss einfacher Text sein' },
  reserved_key: {
    en: '"{key}" cannot be used as a key',
    de: '„{key}“ ist als Schlüssel nicht möglich',
  },
  invisible_character: {
    en: 'Contains an invisible character ({codePoint}) at position {position}',
    de: 'Enthält ein unsichtbares Zeichen ({codePoint}) an Position {position}',
  },
  not_utf8: {
    en: 'Contains bytes that are not UTF-8, at position {position}',
    de: 'Enthält Bytes, die kein UTF-8 sind, an Position {position}',
  },
  ambiguous_number: {
    en: 'YAML reads {source} as the number {value}; put it in quotes, or write {value}',
    de: 'YAML liest {source} als Zahl {value}; setze es in Anführungszeichen oder schreib {value}',
  },
  quotes_needed: {
    en: 'Text is needed here, but YAML reads {source} as something else; put it in quotes: "{source}"',
    de: 'Hier steht Text, aber YAML liest {source} als etwas anderes; setze es in Anführungszeichen: "{source}"',
  },
  unknown_key: { en: 'Unknown key "{key}"', de: 'Unbekannter Schlüssel „{key}“' },
  missing_key: { en: 'The key "{key}" is missing', de: 'Der Schlüssel „{key}“ fehlt' },
  empty_value: { en: 'The value is missing', de: 'Der Wert fehlt' },
  wrong_type: { en: 'Expected {expected}', de: 'Erwartet wird {expected}' },
  not_one_of: {
    en: '"{value}" is not one of: {options}',
    de: '„{value}“ gehört nicht zu: {options}',
  },
  too_short: { en: 'Must not be empty', de: 'Darf nicht leer sein' },
  too_long: {
    en: 'Longer than {maximum} characters',
    de: 'Länger als {maximum} Zeichen',
  },
  too_few: { en: 'At least {minimum} needed', de: 'Mindestens {minimum} nötig' },
  too_many: { en: 'At most {maximum} allowed', de: 'Höchstens {maximum} erlaubt' },
  too_low: { en: 'Must be at least {minimum}', de: 'Muss mindestens {minimum} sein' },
  too_high: { en: 'Must be at most {maximum}', de: 'Darf höchstens {maximum} sein' },
  slug: {
    en: '"{value}" is not a slug: lower-case letters, digits and single hyphens between them',
    de: '„{value}“ ist kein Kurzname: Kleinbuchstaben, Ziffern und einzelne Bindestriche dazwischen',
  },
  look_alike: {
    en: '"{character}" ({codePoint}) at position {position} is not an ASCII character, even if it looks like one',
    de: '„{character}“ ({codePoint}) an Position {position} ist kein ASCII-Zeichen, auch wenn es so aussieht',
  },
  repository: {
    en: 'Not a repository name: write owner/name',
    de: 'Kein Name eines Repositorys: schreib owner/name',
  },
  workflow_file: {
    en: 'Not a workflow file: write the file name in .github/workflows, such as deploy.yml',
    de: 'Keine Workflow-Datei: schreib den Dateinamen in .github/workflows, zum Beispiel deploy.yml',
  },
  ref: { en: 'Not a branch or tag name', de: 'Kein Name eines Branches oder Tags' },
  ref_is_commit: {
    en: 'GitHub starts a workflow on a branch or tag; the commit is passed by the input named in commitInput',
    de: 'GitHub startet einen Workflow auf einem Branch oder Tag; den Commit übergibt die Eingabe aus commitInput',
  },
  input_name: {
    en: 'Not the name of a workflow input: letters, digits, "_" and "-", starting with a letter or "_"',
    de: 'Kein Name einer Workflow-Eingabe: Buchstaben, Ziffern, „_“ und „-“, am Anfang ein Buchstabe oder „_“',
  },
  inputs_too_many: {
    en: 'GitHub takes at most {limit} workflow inputs, and these are {count}',
    de: 'GitHub nimmt höchstens {limit} Workflow-Eingaben an, hier sind es {count}',
  },
  inputs_too_large: {
    en: 'The workflow inputs hold more than {limit} characters, and GitHub takes no more',
    de: 'Die Workflow-Eingaben haben mehr als {limit} Zeichen, mehr nimmt GitHub nicht an',
  },
  input_twice: {
    en: 'The workflow input "{name}" is already set by {other}',
    de: 'Die Workflow-Eingabe „{name}“ wird schon von {other} gesetzt',
  },
  url: {
    en: 'Not a web address: write it in full, such as https://example.com/health',
    de: 'Keine Webadresse: schreib sie vollständig, zum Beispiel https://example.com/health',
  },
  url_scheme: {
    en: 'Only http and https addresses are used, not {scheme}',
    de: 'Nur Adressen mit http und https sind möglich, nicht {scheme}',
  },
  url_credentials: {
    en: 'An address in the catalog must not hold a user name or password',
    de: 'Eine Adresse im Katalog darf keinen Benutzernamen und kein Passwort enthalten',
  },
  host: { en: 'Not a host name or address', de: 'Kein Hostname und keine Adresse' },
  unit_name: {
    en: 'Not the name of a service unit or container',
    de: 'Kein Name einer Service-Unit oder eines Containers',
  },
  path: {
    en: 'Not an absolute path without ".."',
    de: 'Kein absoluter Pfad ohne „..“',
  },
  platform_name: {
    en: 'Contains characters the platform does not allow in a name',
    de: 'Enthält Zeichen, die die Plattform in Namen nicht erlaubt',
  },
  user_name: { en: 'Not a Unix user name', de: 'Kein Unix-Benutzername' },
  setting_name: {
    en: 'Not the name of a setting: capital letters, digits and "_", such as DATABASE_URL',
    de: 'Kein Name einer Einstellung: Großbuchstaben, Ziffern und „_“, zum Beispiel DATABASE_URL',
  },
  path_pattern: {
    en: 'Not a pattern of Markdown files in the repository: write docs/decisions/*.md or docs/**/*.md',
    de: 'Kein Muster für Markdown-Dateien im Repository: schreib docs/decisions/*.md oder docs/**/*.md',
  },
  json_path: {
    en: 'Not a JSON path: write $.name, $.list[0].name or $',
    de: 'Kein JSON-Pfad: schreib $.name, $.list[0].name oder $',
  },
  duration: {
    en: 'Not a duration: a whole number with s, m, h or d, such as 30s',
    de: 'Keine Dauer: eine ganze Zahl mit s, m, h oder d, zum Beispiel 30s',
  },
  duration_range: {
    en: 'Must be between {minimum} and {maximum}',
    de: 'Muss zwischen {minimum} und {maximum} liegen',
  },
  cron: {
    en: 'Not a cron schedule: five fields for minute, hour, day, month and weekday',
    de: 'Kein Cron-Ausdruck: fünf Felder für Minute, Stunde, Tag, Monat und Wochentag',
  },
  cron_seconds: {
    en: 'A cron schedule has five fields; {count} fields are not supported',
    de: 'Ein Cron-Ausdruck hat fünf Felder; {count} Felder werden nicht unterstützt',
  },
  cron_never: { en: 'This schedule never runs', de: 'Dieser Zeitplan läuft nie' },
  time_zone: { en: 'Unknown time zone "{value}"', de: 'Unbekannte Zeitzone „{value}“' },
  duplicate_slug: {
    en: 'The slug "{value}" is already used in line {line}',
    de: 'Der Kurzname „{value}“ ist schon in Zeile {line} vergeben',
  },
  name_differs_by_case: {
    en: 'The name "{value}" differs from the one in line {line} by upper and lower case at most',
    de: 'Der Name „{value}“ unterscheidet sich von dem in Zeile {line} höchstens durch Groß- und Kleinschreibung',
  },
  unknown_component: {
    en: 'No component has the slug "{value}"',
    de: 'Keine Komponente hat den Kurznamen „{value}“',
  },
  unknown_source: {
    en: 'No source of this stage has the slug "{value}"',
    de: 'Keine Quelle dieser Stage hat den Kurznamen „{value}“',
  },
  unknown_stage: {
    en: 'No other stage has the slug "{value}"',
    de: 'Keine andere Stage hat den Kurznamen „{value}“',
  },
  reserved_slug: {
    en: 'The slug "{value}" is kept for the hosting platform; choose another one',
    de: 'Der Kurzname „{value}“ gehört der Hosting-Plattform; wähle einen anderen',
  },
  reserved_log_slug: {
    en: 'The slug "{value}" is kept for lines that are pushed here or come from deployments; choose another one, such as "{value}-log"',
    de: 'Der Kurzname „{value}“ gehört den Zeilen, die hierher geschickt werden oder von Deployments stammen; wähle einen anderen, etwa „{value}-log“',
  },
  version_twice: {
    en: 'The version of "{value}" is already read by the probe in line {line}',
    de: 'Die Version von „{value}“ liest schon die Prüfung in Zeile {line}',
  },
  timeout_too_long: {
    en: 'The timeout must be shorter than the interval ({interval})',
    de: 'Die Wartezeit (timeout) muss kürzer sein als der Abstand (interval, {interval})',
  },
  one_of_two: {
    en: 'Write exactly one of "{first}" and "{second}"',
    de: 'Schreib genau eines von „{first}“ und „{second}“',
  },
  entity_invalid: {
    en: 'Not a catalog entity: apiVersion, kind and metadata.name are needed',
    de: 'Keine Katalog-Entität: apiVersion, kind und metadata.name sind nötig',
  },
  no_system: {
    en: 'Neither a system nor a component is described here',
    de: 'Hier ist weder ein System noch eine Komponente beschrieben',
  },
  system_claimed: {
    en: 'The system "{value}" is already described by {source}',
    de: 'Das System „{value}“ wird schon von {source} beschrieben',
  },
} as const satisfies Record<string, { readonly en: string; readonly de: string }>

export type ProblemCode = keyof typeof REASONS

export const PROBLEM_CODES = Object.keys(REASONS) as [ProblemCode, ...ProblemCode[]] // Safe because the table is a literal.

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(REASONS, text)
}

/** The sentence that tells a person what is wrong, in their language. */
export function toReason(
  problem: { readonly code: ProblemCode; readonly params: ProblemParams },
  locale: 'en' | 'de' = 'en',
): string {
  return REASONS[problem.code][locale].replaceAll(/\{(\w+)\}/g, (placeholder, name: string) =>
    String(problem.params[name] ?? placeholder),
  )
}

/** The same problems with their reasons in another language. */
export function toLocalProblems<P extends CatalogProblem>(
  problems: readonly P[],
  locale: string,
): P[] {
  const language = locale.startsWith('de') ? 'de' : 'en'
  return problems.map((problem) => ({ ...problem, reason: toReason(problem, language) }))
}

/** One line in the manner of a compiler: `file:line:column: reason (did you mean "x"?)`. */
export function toProblemLine(problem: CatalogProblem): string {
  const hint = problem.nearest === null ? '' : ` (did you mean "${problem.nearest}"?)`
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.reason}${hint}`
}
