/** What every adapter's factory gets besides its target and credential. */
export interface AdapterOptions {
  /** Slugs of the components this platform runs for the stage; all when the target does not say. */
  readonly components: readonly string[]
  /** Base URL instead of the vendor's own, e.g. of a stand-in or a proxy. */
  readonly endpoint?: string
}
