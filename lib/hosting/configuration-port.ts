/** Names of settings and whether two values are equal. Values themselves never leave the adapter. */
export interface ConfigurationSource {
  /**
   * `fingerprint` is keyed and one-way; equal values of any source have equal fingerprints. A source that cannot see
   * values gives null.
   */
  listSettings(
    fingerprint: (value: string) => string,
    signal: AbortSignal,
  ): Promise<readonly FoundSetting[]>
}

export interface FoundSetting {
  readonly name: string
  /** Slug of the component it is set for; null for the whole stage. */
  readonly component: string | null
  readonly kind: 'secret' | 'variable'
  readonly fingerprint: string | null
  readonly updatedAt: Date | null
}
