import type { Keyring } from './keyring.ts'
import { openRow, type SealedRow } from './store.ts'

export interface KeyFaults {
  /** Keys that records need and the settings do not have. */
  readonly missing: readonly { readonly keyId: string; readonly count: number }[]
  /** Keys of the settings that open none of the records stored under their id. */
  readonly wrong: readonly string[]
  /** Records that do not open although their key is right: `platform/account`. */
  readonly damaged: readonly string[]
}

/** Compares the keys of the settings with what is stored, by trying to open it. */
export function findKeyFaults(rows: readonly SealedRow[], keyring: Keyring): KeyFaults {
  const byKey = [...Map.groupBy(rows, ({ keyId }) => keyId)].map(([keyId, group]) => ({
    keyId,
    count: group.length,
    isKnown: keyring.find(keyId) !== null,
    closed: group.filter((row) => openRow(row, keyring).state !== 'usable'),
  }))
  const known = byKey.filter(({ isKnown }) => isKnown)
  return {
    missing: byKey.filter(({ isKnown }) => !isKnown).map(({ keyId, count }) => ({ keyId, count })),
    wrong: known.filter(({ closed, count }) => closed.length === count).map(({ keyId }) => keyId),
    damaged: known
      .filter(({ closed, count }) => closed.length < count)
      .flatMap(({ closed }) => closed.map(({ platform, account }) => `${platform}/${account}`)),
  }
}
