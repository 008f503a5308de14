import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AwsStages, type AwsStandIn, startAws } from '#sandbox/aws/index.ts'
import type { StageReport } from '#sandbox/host/stage-runtime.ts'
import type {
  HostingStandIn,
  StandInEffect,
  StandInRequest,
} from '#tests/contracts/hosting-stand-in.ts'
import { portalKey } from './aws-source-lab.ts'

export const roleArn = 'arn:aws:iam::000000000042:role/leitstand'
export const roleCredential = { ...portalKey, roleArn, externalId: 'leitstand-4711' }

export interface AwsHostingLab extends HostingStandIn {
  readonly aws: AwsStandIn
  readonly host: LabHost
  readonly access: {
    readonly credential: typeof roleCredential
    readonly components: readonly string[]
    readonly endpoint: string
  }
  /** How often an operation was carried out. */
  countExecuted(operation: string): number
}

/** AWS on loopback over one stage that runs 0.9.0, with 0.7.0 and 0.8.0 built before it and 0.10.0 after it. */
export async function startAwsHostingLab(
  system: string,
  component: string,
  stage = 'production',
): Promise<AwsHostingLab> {
  const folder = mkdtempSync(join(tmpdir(), 'leitstand-aws-'))
  const host = createLabHost(system, component, stage)
  const aws = await startAws({
    folder,
    stages: host.stages,
    users: [{ name: 'leitstand', ...portalKey }],
    roles: [{ name: 'leitstand', externalId: roleCredential.externalId }],
  })
  return {
    aws,
    host,
    access: { credential: roleCredential, components: [component], endpoint: aws.url },
    fault: (effect) => setFault(aws, effect),
    requests: () => aws.ledger.list().map(toRequest),
    countExecuted: (operation) =>
      aws.ledger.list({ operation }).filter(({ wasExecuted }) => wasExecuted).length,
    async close() {
      await aws.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function setFault(aws: AwsStandIn, effect: StandInEffect | null): void {
  aws.faults.clear()
  if (effect) aws.faults.add({ effect: { kind: effect } })
}

function toRequest({ operation }: { readonly operation: string }): StandInRequest {
  return { call: operation, changes: /^Update/.test(operation) }
}

export interface LabHost {
  readonly stages: AwsStages
  /** What the processes do from now on. */
  readonly state: {
    version: string
    instances: number
    running: number
    deployedAt: Date
    /** The next release does not start. */
    isBroken: boolean
  }
  /** Deployments wait until the returned function is called. */
  hold(): () => void
}

export const builds = ['0.7.0', '0.8.0', '0.9.0', '0.10.0'].map((number, index) => ({
  version: `v${number}`,
  commit: String(index + 3).repeat(20) + 'ab'.repeat(10),
  builtAt: new Date(Date.UTC(2026, index, 1)),
}))

function createLabHost(system: string, component: string, stage: string): LabHost {
  const state = {
    ...{ version: 'v0.9.0', instances: 2, running: 2, isBroken: false },
    deployedAt: new Date('2026-04-01T10:00:00Z'),
  }
  let released: Promise<unknown> = Promise.resolve()
  const report = (): StageReport => ({
    ...{ system, stage, parts: {} },
    release: {
      version: state.version,
      commit: builds.find(({ version }) => version === state.version)?.commit ?? '',
      deployedAt: state.deployedAt.toISOString(),
    },
    processes: Array.from({ length: state.instances }, (_none, index) => ({
      component,
      instance: index + 1,
      status: index < state.running ? 'running' : 'restarting',
      ...{ pid: null, port: null, restarts: 0, startedAt: null },
    })),
  })
  return {
    state,
    hold() {
      const held = Promise.withResolvers<void>()
      released = held.promise
      return held.resolve
    },
    stages: {
      findReport: (name, slug) => (name === system && slug === stage ? report() : null),
      getSettings: () => ({ DATABASE_URL: 'postgres://hidden', API_URL: 'https://api.example' }),
      listBuilt: async () => builds.toReversed(),
      async deploy(_system, _stage, request) {
        await released
        if (state.isBroken) throw new Error('The health check failed.')
        state.version = builds.find(({ commit }) => commit === request.commit)?.version ?? ''
        state.instances = request.instances?.[component] ?? state.instances
        state.running = state.instances
        state.deployedAt = new Date()
        return report()
      },
    },
  }
}
