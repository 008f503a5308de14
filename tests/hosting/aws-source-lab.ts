import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AwsContentOptions } from '#sandbox/aws/content.ts'
import { type AwsStandIn, startAws } from '#sandbox/aws/index.ts'
import type {
  HostingStandIn,
  StandInEffect,
  StandInRequest,
} from '#tests/contracts/hosting-stand-in.ts'

export const portalKey = {
  accessKeyId: 'AKIASANDBOXPORTAL001',
  secretAccessKey: 'sandbox-secret-access-key-of-the-portal',
}

export interface AwsSourceLab extends HostingStandIn {
  readonly aws: AwsStandIn
  /** What every adapter's factory takes besides its target. */
  readonly access: {
    readonly credential: typeof portalKey
    readonly components: readonly string[]
    readonly endpoint: string
  }
}

export interface AwsSourceLabOptions {
  readonly content?: AwsContentOptions | ((folder: string) => AwsContentOptions)
  readonly clock?: () => Date
}

/** AWS on loopback with nothing but what a source needs. */
export async function startAwsSourceLab(options: AwsSourceLabOptions = {}): Promise<AwsSourceLab> {
  const folder = mkdtempSync(join(tmpdir(), 'leitstand-aws-'))
  const { content = {}, clock } = options
  const aws = await startAws({
    folder,
    stages: nothingRuns,
    users: [{ name: 'leitstand', ...portalKey }],
    roles: [],
    content: typeof content === 'function' ? content(folder) : content,
    ...(clock ? { clock } : {}),
  })
  return {
    aws,
    access: { credential: portalKey, components: ['frontend', 'api'], endpoint: aws.url },
    fault: (effect) => setFault(aws, effect),
    requests: () => aws.ledger.list().map(toRequest),
    async close() {
      await aws.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const nothingRuns = {
  findReport: () => null,
  getSettings: () => ({}),
  deploy: () => Promise.reject(new Error('Nothing can be deployed here.')),
  listBuilt: async () => [],
}

function setFault(aws: AwsStandIn, effect: StandInEffect | null): void {
  aws.faults.clear()
  if (effect) aws.faults.add({ effect: { kind: effect } })
}

function toRequest({ operation }: { readonly operation: string }): StandInRequest {
  return { call: operation, changes: /^(Create|Update|Delete|Put)/.test(operation) }
}
