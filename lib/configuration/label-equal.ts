import { type KnownSetting, toFingerprints } from './evaluate-settings.ts'

/**
 * A letter for each value a setting has across stages: equal letters, equal values. Null where no source lets values be
 * compared; a stage with several values gets the letters of all of them.
 */
export function labelEqual(
  stages: readonly (readonly KnownSetting[])[],
): readonly (string | null)[] {
  const letters = new Map<string, string>()
  return stages.map((known) => {
    const labels = toFingerprints(known).map((fingerprint) => {
      const letter = letters.get(fingerprint) ?? toLetter(letters.size)
      letters.set(fingerprint, letter)
      return letter
    })
    return labels.length > 0 ? labels.toSorted().join('') : null
  })
}

const toLetter = (index: number) =>
  index < 26 ? String.fromCharCode(65 + index) : `A${index - 25}`
