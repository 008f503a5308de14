import type { Presence, SettingFinding } from './vocabulary.ts'

/** A setting as a source named it. */
export interface KnownSetting {
  readonly source: string
  readonly component: string | null
  readonly name: string
  readonly kind: 'secret' | 'variable'
  readonly fingerprint: string | null
  readonly updatedAt: Date | null
}

/** Everything known of the settings of one stage. */
export interface StageSettings {
  /** Without those that only name settings, such as an example file. */
  readonly settings: readonly KnownSetting[]
  /** Names in the example file; null without one, or while it was never read. */
  readonly exampleNames: readonly string[] | null
  /** Whether every source that can hold a setting has answered lately; else absence proves nothing. */
  readonly isComplete: boolean
  /** Whether any source can hold settings at all. */
  readonly hasSources: boolean
}

export interface SettingRules {
  readonly mustExist: readonly string[]
  readonly mustDiffer: readonly string[]
  readonly shouldMatch: readonly string[]
}

export interface EvaluatedSetting {
  readonly name: string
  readonly presence: Presence
  readonly requiredBy: 'catalog' | 'example' | null
  readonly known: readonly KnownSetting[]
  readonly findings: readonly SettingFinding[]
}

/** Every setting that is known or asked for, by name, with what the rules say against it. */
export function evaluateSettings(
  stage: StageSettings,
  rules: SettingRules,
  other: StageSettings | null,
): readonly EvaluatedSetting[] {
  const required = new Set(rules.mustExist)
  const example = new Set(stage.exampleNames ?? [])
  const byName = Map.groupBy(stage.settings, ({ name }) => name)
  const names = new Set([...byName.keys(), ...required, ...example])
  return [...names].toSorted().map((name) => {
    const known = byName.get(name) ?? []
    const presence = toPresence(known, stage)
    const requiredBy = required.has(name) ? 'catalog' : example.has(name) ? 'example' : null
    const findings = [
      ...findMissing(presence, requiredBy),
      ...(other ? compare(name, known, other, rules) : []),
    ]
    return { name, presence, requiredBy, known, findings }
  })
}

function toPresence(known: readonly KnownSetting[], stage: StageSettings): Presence {
  if (known.length > 0) return 'present'
  return stage.hasSources && stage.isComplete ? 'absent' : 'unknown'
}

function findMissing(
  presence: Presence,
  requiredBy: EvaluatedSetting['requiredBy'],
): SettingFinding[] {
  if (presence !== 'absent' || requiredBy === null) return []
  return [requiredBy === 'catalog' ? 'missing' : 'missing_from_example']
}

function compare(
  name: string,
  known: readonly KnownSetting[],
  other: StageSettings,
  { mustDiffer, shouldMatch }: SettingRules,
): SettingFinding[] {
  const equality = toEquality(
    known,
    other.settings.filter((setting) => setting.name === name),
  )
  if (mustDiffer.includes(name) && equality === 'equal') return ['same_as_other_stage']
  if (shouldMatch.includes(name) && equality === 'different') return ['differs_from_other_stage']
  return []
}

/** Values can be compared only where both sides have fingerprints. */
export function toEquality(
  some: readonly KnownSetting[],
  others: readonly KnownSetting[],
): 'equal' | 'different' | 'unknown' {
  const left = toFingerprints(some)
  const right = toFingerprints(others)
  if (left.length === 0 || right.length === 0) return 'unknown'
  return left.some((fingerprint) => right.includes(fingerprint)) ? 'equal' : 'different'
}

export function toFingerprints(known: readonly KnownSetting[]): readonly string[] {
  return [...new Set(known.flatMap(({ fingerprint }) => (fingerprint ? [fingerprint] : [])))]
}
