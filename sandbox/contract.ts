/** `sandbox.json`: everything the product and the tests may know about a running sandbox. */
export interface SandboxContract {
  readonly pid: number
  readonly github: {
    readonly apiUrl: string
    readonly webUrl: string
    readonly app: {
      readonly id: number
      readonly privateKeyFile: string
      readonly installationId: number
    }
    readonly oauth: { readonly clientId: string; readonly clientSecret: string }
    readonly webhookSecret: string
    /** Control plane of the stand-in: faults, pushes, checks. Calls carry the token as `x-sandbox-token`. */
    readonly controlUrl: string
    readonly controlToken: string
    /** Every call the stand-in received; part of the control plane. */
    readonly ledgerUrl: string
  }
  readonly edge: { readonly port: number; readonly caFile: string }
  /** `host:port=127.0.0.1:port`, separated by commas. */
  readonly connectTo: string
  /** Folder with the catalog file of each system. */
  readonly catalogDir: string
  /** `owner/name`. */
  readonly repositories: readonly string[]
  /** Hosts that are reached by SSH, and the key they let in. */
  readonly ssh: {
    readonly privateKeyFile: string
    /** Of the public half, as `ssh-keygen -l` prints it. */
    readonly keyFingerprint: string
    readonly hosts: readonly {
      /** `system/stage`. */
      readonly key: string
      readonly host: string
      readonly port: number
      readonly fingerprint: string
    }[]
  }
  /** APIs of platforms on loopback, and what they let in. */
  readonly platforms: readonly PlatformAccess[]
  /** Control API of the host that runs the sample systems, and the file with its token. */
  readonly hostUrl: string
  readonly tokenFile: string
}

export interface PlatformAccess {
  /** As the product calls whom its credentials are for. */
  readonly platform: string
  /** Setting of the product that leads its calls here. */
  readonly setting: string
  readonly url: string
  readonly credential: Readonly<Record<string, string>>
  /** Faults and ledger. Calls carry the token as `x-sandbox-token`. */
  readonly controlUrl: string
  readonly controlToken: string
}
