import type { PlatformAdapter } from '#lib/hosting/port.ts'
import { processActions } from '#lib/hosting/process-port.ts'
import type { Fault } from '#sandbox/ssh/faults.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import type { HostingStandIn, StandInEffect } from '#tests/contracts/hosting-stand-in.ts'
import { type Lab, startLab } from './lab.ts'

interface StandIn extends HostingStandIn {
  readonly lab: Lab
}

const faultOf: Record<StandInEffect, Fault['kind']> = {
  denied: 'forbidden',
  throttled: 'no-sessions',
  empty: 'silent',
  'wrong-shape': 'garbage',
  hang: 'hang',
}

const secrets: string[] = []

async function startStandIn(): Promise<StandIn> {
  const lab = await startLab('mvp')
  secrets.push(...lab.privateKey.split('\n').slice(1, -2))
  return {
    lab,
    fault: (effect) => lab.fault(effect && faultOf[effect]),
    requests: () => lab.lines().map((call) => ({ call, changes: call.includes('sudo') })),
    close: lab.close,
  }
}

describeHostingAdapter<StandIn>({
  name: 'single-host',
  standIn: startStandIn,
  create: ({ lab }) => lab.adapter({ target: { ...lab.target, backupUnit: 'mvp-backup.service' } }),
  secrets,
  components: ['web', 'worker'],
  backupQuery: { since: new Date(0), path: '/var/backups/mvp', pattern: null },
  changes: [
    {
      name: 'the start of a backup',
      run: (adapter, signal) =>
        adapter.backups?.backUpNow?.(
          { since: new Date(0), path: null, pattern: null },
          'operation-key',
          signal,
        ) ?? Promise.reject(new Error('No backup can be started.')),
    },
    ...processActions.map((action) => ({
      name: `the ${action} of a process`,
      run: (adapter: PlatformAdapter, signal: AbortSignal) =>
        adapter.processes?.control('worker', action, signal) ??
        Promise.reject(new Error('No process can be controlled.')),
    })),
  ],
})

describeHostingAdapter<StandIn>({
  name: 'single-host with containers',
  standIn: startStandIn,
  create: ({ lab }) =>
    lab.adapter({
      target: {
        ...lab.target,
        services: { web: { container: 'mvp-web' }, worker: { container: 'mvp-worker' } },
      },
    }),
  secrets,
  components: ['web', 'worker'],
  charged: { access: 'toBeLessThanOrEqual', settings: 'toBeLessThanOrEqual' },
  backupQuery: { since: new Date(0), path: '/var/backups/mvp', pattern: null },
  // What a container is given as environment is not asked for.
  unaffected: {
    denied: ['configuration'],
    throttled: ['configuration'],
    'wrong-shape': ['configuration'],
    hang: ['configuration'],
  },
})
