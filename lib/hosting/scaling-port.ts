/** How many instances of each component run, and changing that alone. */
export interface ScalingControl {
  readonly components: readonly string[]
  /** Smallest and largest count the platform takes. */
  readonly bounds: { readonly minimum: number; readonly maximum: number }
  /**
   * Reads the state anew, refuses with `conflict` when it is not `from` any more or autoscaling decides, and changes the
   * one number. Everything else the platform holds goes back as it came.
   */
  setInstances(change: InstanceChange, signal: AbortSignal): Promise<void>
}

export interface InstanceChange {
  readonly component: string
  /** What the person saw. */
  readonly from: number
  readonly to: number
}
