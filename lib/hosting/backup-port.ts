/** Backups that exist at a source. An empty list is an answer only when the source was really asked. */
export interface BackupSource {
  /** Those made since then, newest first, and whether the source can restore to any moment of a window. */
  listBackups(query: BackupQuery, signal: AbortSignal): Promise<BackupListing>
  /** Makes one now; sends its one call and never again. */
  backUpNow?(
    query: BackupQuery,
    operationKey: string,
    signal: AbortSignal,
  ): Promise<{ readonly externalId: string | null }>
  /**
   * The bytes of one backup as they lie at the source, compressed or not; absent where a backup cannot be downloaded.
   * `externalId` and `query` are those of a list this source gave; a backup that is gone since is `not_found`, one of
   * more than `maxBytes` is `rejected` before anything is sent. The caller reads the stream to its end or cancels it,
   * and counts for itself; cancelling, and the signal, end whatever the source runs for it. An error in the middle of
   * the stream is a `HostingError` too: half a backup must never look like a whole one.
   */
  openBackup?(
    externalId: string,
    options: { readonly query: BackupQuery; readonly maxBytes: number },
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>>
}

export interface BackupQuery {
  readonly since: Date
  /** Folder on a host or prefix in a bucket; null where the source itself is what is backed up. */
  readonly path: string | null
  /** File names that count, with `*`; null for all. */
  readonly pattern: string | null
}

export interface BackupListing {
  readonly backups: readonly FoundBackup[]
  /** Point-in-time recovery: what can be restored between; null without it. */
  readonly restorable: { readonly from: Date | null; readonly to: Date | null } | null
  /** Whether more exist than were read. */
  readonly truncated: boolean
}

export interface FoundBackup {
  /** The source's own name of it. */
  readonly externalId: string
  readonly state: 'complete' | 'running' | 'failed'
  /** When the data was taken: for a copy that of the original, for a file that of its last change. */
  readonly madeAt: Date | null
  readonly finishedAt: Date | null
  /** Bytes; null when the source does not say. */
  readonly sizeBytes: number | null
  /** Where it lies, in words of the source. */
  readonly place: string
  readonly region: string | null
  readonly isCopy: boolean
  /** The source's words about a failure, made inert. */
  readonly detail: string | null
}
