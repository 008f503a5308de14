import type { KnownSetting } from './evaluate-settings.ts'
import type { SettingChangeWord } from './vocabulary.ts'

type Setting = Omit<KnownSetting, 'source'>

export interface SettingDifference {
  readonly change: SettingChangeWord
  readonly setting: Setting
}

/** What differs between two readings of one source. Without values a newer date of change is the sign of one. */
export function diffSettings(
  before: readonly Setting[],
  after: readonly Setting[],
): readonly SettingDifference[] {
  const old = new Map(before.map((setting) => [toKey(setting), setting]))
  const present = new Set(after.map(toKey))
  return [
    ...before
      .filter((setting) => !present.has(toKey(setting)))
      .map((setting): SettingDifference => ({ change: 'removed', setting })),
    ...after.flatMap((setting): SettingDifference[] => {
      const previous = old.get(toKey(setting))
      if (!previous) return [{ change: 'added', setting }]
      return hasChanged(previous, setting) ? [{ change: 'changed', setting }] : []
    }),
  ]
}

export const toKey = ({ component, name }: Setting): string => `${component ?? ''} ${name}`

function hasChanged(before: Setting, after: Setting): boolean {
  if (before.fingerprint !== null && after.fingerprint !== null) {
    return before.fingerprint !== after.fingerprint
  }
  const [from, to] = [before.updatedAt?.getTime(), after.updatedAt?.getTime()]
  return from !== undefined && to !== undefined && to > from
}
