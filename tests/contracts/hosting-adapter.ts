import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { BackupQuery } from '#lib/hosting/backup-port.ts'
import { HostingError, type HostingFailure } from '#lib/hosting/failure.ts'
import type { PlatformAdapter } from '#lib/hosting/port.ts'
import { findKind } from '#lib/hosting/registry.ts'
import { type AdapterReading, listReadings, type ReadingName } from './adapter-readings.ts'
import { listChargedReadings } from './charged-readings.ts'
import { type HostingStandIn, type StandInEffect, standInEffects } from './hosting-stand-in.ts'

export interface HostingAdapterContract<S extends HostingStandIn> {
  readonly name: string
  /** Starts a stand-in that runs one stage as it should be. */
  readonly standIn: () => Promise<S> | S
  /** An adapter that speaks to it, with a credential it accepts. */
  readonly create: (standIn: S) => PlatformAdapter | Promise<PlatformAdapter>
  /** Key material and tokens of that credential: none may appear in an error. At least eight characters each. */
  readonly secrets: readonly string[]
  /** Slugs that `readRunningRelease` tells of, in any order; left out for a source that runs nothing. */
  readonly components?: readonly string[]
  /** Calls that change something; each is tried with every effect and must arrive once at most. */
  readonly changes?: readonly AdapterChange[]
  /** Effects that cannot happen on this platform, with the reason. */
  readonly impossible?: Partial<Record<StandInEffect, string>>
  /** Readings that an effect cannot reach, e.g. text lines have no shape to be wrong. */
  readonly unaffected?: Partial<Record<StandInEffect, readonly ReadingName[]>>
  /** Facts whose calls depend on what there is, so that the charge is a bound. */
  readonly charged?: Readonly<Record<string, 'toBeLessThanOrEqual'>>
  /** What is asked of `backups`; a folder is needed on a host. */
  readonly backupQuery?: BackupQuery
}

export interface AdapterChange {
  readonly name: string
  readonly run: (adapter: PlatformAdapter, signal: AbortSignal) => Promise<unknown>
}

const patienceMs = 600
const graceMs = 2_500

/** What every adapter of a platform or source promises, whatever it speaks to. */
export function describeHostingAdapter<S extends HostingStandIn>(
  contract: HostingAdapterContract<S>,
): void {
  describe(`${contract.name} keeps the contract of a hosting adapter`, () => {
    let standIn: S
    let adapter: PlatformAdapter
    let readings: readonly AdapterReading[]
    beforeAll(async () => {
      standIn = await contract.standIn()
      adapter = await contract.create(standIn)
      readings = listReadings(adapter, contract.backupQuery)
    })
    afterEach(() => standIn.fault(null))
    afterAll(() => standIn.close())

    const failures = (effect: StandInEffect) =>
      tryAll(
        standIn,
        effect,
        readings.filter(({ name }) => !contract.unaffected?.[effect]?.includes(name)),
      )
    const testEffect = (effect: StandInEffect, title: string, check: () => Promise<void>) => {
      if (!contract.impossible?.[effect]) test(title, check, 60_000)
    }

    test('has the members its registry entry names', () => {
      const entry = findKind(adapter.kind)
      const members = Object.entries(adapter)
        .filter(([name, value]) => !['kind', 'checkAccess'].includes(name) && value !== undefined)
        .map(([name]) => name)
      expect(entry?.members.toSorted()).toEqual(members.toSorted())
      expect(entry?.tellsLogRetention).toBe(adapter.logs?.readRetentionDays !== undefined)
    })

    test('is charged for as many calls as it sends', async () => {
      const components = contract.components?.length ?? 1
      const charged = listChargedReadings(adapter, components, contract.backupQuery)
      for (const { fact, calls, read } of charged) {
        // What is found out once, like a role that is taken, is not counted.
        await settle(read)
        const sent = await countRequests(standIn, read)
        expect.soft(sent, fact)[contract.charged?.[fact] ?? 'toBe'](calls)
      }
    }, 30_000)

    if (contract.components) {
      test('tells each component with the time it was asked', async () => {
        const before = Date.now()
        const release = await adapter.releases?.readRunningRelease(AbortSignal.timeout(10_000))
        expect(release?.components.map(({ component }) => component).toSorted()).toEqual(
          contract.components?.toSorted(),
        )
        expect(release?.observedAt.getTime()).toBeGreaterThanOrEqual(before - 1_000)
        expect(release?.observedAt.getTime()).toBeLessThanOrEqual(Date.now() + 1_000)
      })
    }

    test('finds every right granted when everything is in order', async () => {
      const { checks } = await adapter.checkAccess(AbortSignal.timeout(10_000))
      expect(checks.length).toBeGreaterThan(0)
      expect(checks.filter(({ state }) => state === 'denied')).toEqual([])
      for (const { permission } of checks) expect(permission).not.toBe('')
    })

    testEffect('denied', 'says which permission is missing when a reading is refused', async () => {
      for (const { name, outcome } of await failures('denied')) {
        expect(failureOf(outcome), name).toBe('denied')
        expect(errorOf(outcome)?.permission, name).toBeTruthy()
      }
    })

    testEffect('denied', 'names each missing permission when its access is checked', async () => {
      standIn.fault('denied')
      const outcome = await settle((signal) => adapter.checkAccess(signal))
      if (outcome.error) {
        expect(failureOf(outcome)).toBe('denied')
        expect(errorOf(outcome)?.permission).toBeTruthy()
        return
      }
      const { checks } = await adapter.checkAccess(AbortSignal.timeout(10_000))
      expect(checks.filter(({ state }) => state === 'granted')).toEqual([])
      expect(checks.filter(({ state }) => state === 'denied').length).toBeGreaterThan(0)
    })

    testEffect('throttled', 'says when to ask again when it is throttled', async () => {
      for (const { name, outcome } of await failures('throttled')) {
        expect(failureOf(outcome), name).toBe('throttled')
        expect(errorOf(outcome)?.retryAfterSeconds, name).toBeGreaterThan(0)
      }
    })

    testEffect(
      'throttled',
      'sends a throttled reading no more often than one in order',
      async () => {
        for (const { name, read } of readings) {
          standIn.fault(null)
          const usual = await countRequests(standIn, read)
          standIn.fault('throttled')
          expect(await countRequests(standIn, read), name).toBeLessThanOrEqual(usual)
        }
      },
    )

    testEffect('empty', 'never takes an empty answer for something that runs', async () => {
      for (const { name, outcome } of await failures('empty')) {
        if (outcome.error) expect(emptyFailures, name).toContain(failureOf(outcome))
        else expect(outcome.saysNothing, name).toBe(true)
      }
    })

    testEffect('wrong-shape', 'refuses an answer of another shape', async () => {
      for (const { name, outcome } of await failures('wrong-shape')) {
        expect(emptyFailures, name).toContain(failureOf(outcome))
      }
    })

    testEffect('hang', 'ends soon after its signal when nothing ever answers', async () => {
      for (const { name, outcome } of await failures('hang')) {
        expect(failureOf(outcome), name).toBe('timed_out')
        expect(outcome.tookMs, name).toBeLessThan(patienceMs + graceMs)
      }
    })

    test('never tells a secret in an error', async () => {
      for (const effect of possibleEffects(contract)) {
        for (const { name, outcome } of await failures(effect)) {
          const text = tellAll(outcome.error)
          for (const secret of contract.secrets)
            expect(text, `${name}, ${effect}`).not.toContain(secret)
        }
      }
    }, 120_000)

    test('controls only processes it names, and knows them', async () => {
      const control = adapter.processes
      if (!control) return
      const signal = AbortSignal.timeout(10_000)
      const before = standIn.requests().length
      for (const strange of ['', '../x', 'x; reboot', 'no-such-component']) {
        await expect(control.control(strange, 'kill', signal)).rejects.toThrow(HostingError)
        await expect(control.restartService(strange, signal)).rejects.toThrow(HostingError)
      }
      expect(standIn.requests().slice(before)).toEqual([])
      for (const component of control.components) {
        const { state } = await control.readProcess(component, signal)
        expect(['running', 'stopped', 'changing', 'unknown']).toContain(state)
      }
    })

    for (const change of contract.changes ?? []) {
      test(`sends ${change.name} once at most, whatever happens`, async () => {
        for (const effect of possibleEffects(contract)) {
          const { sent, outcome } = await tryChange(standIn, effect, adapter, change)
          expect(sent, effect).toBeLessThanOrEqual(1)
          const isLost = effect === 'hang' && sent > 0
          if (isLost) expect(failureOf(outcome)).toBe('outcome_unknown')
        }
        const { sent, outcome } = await tryChange(standIn, null, adapter, change)
        expect(outcome.error).toBeNull()
        expect(sent).toBe(1)
      }, 60_000)
    }
  })
}

async function countRequests(
  standIn: HostingStandIn,
  read: (signal: AbortSignal) => Promise<unknown>,
) {
  const before = standIn.requests().length
  await settle(read)
  return standIn.requests().length - before
}

async function tryAll(
  standIn: HostingStandIn,
  effect: StandInEffect,
  readings: readonly AdapterReading[],
) {
  const found: { readonly name: string; readonly outcome: Outcome }[] = []
  for (const { name, read } of readings) {
    standIn.fault(effect)
    found.push({ name, outcome: await settle(read, deadlineOf(effect)) })
  }
  return found
}

async function tryChange(
  standIn: HostingStandIn,
  effect: StandInEffect | null,
  adapter: PlatformAdapter,
  { run }: AdapterChange,
) {
  standIn.fault(effect)
  const before = standIn.requests().length
  const outcome = await settle((signal) => run(adapter, signal), deadlineOf(effect))
  const sent = standIn
    .requests()
    .slice(before)
    .filter((request) => request.changes).length
  return { sent, outcome }
}

function deadlineOf(effect: StandInEffect | null): number {
  return effect === 'hang' ? patienceMs : 10_000
}

/** Some vendors' clients parse anything into an empty object, so both words mean "no usable answer". */
const emptyFailures: readonly (HostingFailure | null)[] = [
  'empty_answer',
  'invalid_answer',
  'not_found',
]

interface Outcome {
  readonly error: unknown
  /** An answer without any statement: an empty list, or components that are all unknown. */
  readonly saysNothing: boolean
  readonly tookMs: number
}

async function settle(
  run: (signal: AbortSignal) => Promise<unknown>,
  deadlineMs = 10_000,
): Promise<Outcome> {
  const startedAt = performance.now()
  try {
    const value = await run(AbortSignal.timeout(deadlineMs))
    return { error: null, saysNothing: value === 'nothing', tookMs: performance.now() - startedAt }
  } catch (error) {
    return { error, saysNothing: true, tookMs: performance.now() - startedAt }
  }
}

function errorOf({ error }: Outcome): HostingError | null {
  return error instanceof HostingError ? error : null
}

function failureOf(outcome: Outcome): HostingFailure | string | null {
  return (
    errorOf(outcome)?.failure ?? (outcome.error ? `not a HostingError: ${outcome.error}` : null)
  )
}

function possibleEffects({
  impossible,
}: Pick<HostingAdapterContract<HostingStandIn>, 'impossible'>) {
  return standInEffects.filter((effect) => !impossible?.[effect])
}

function tellAll(error: unknown): string {
  const facts = error instanceof HostingError ? JSON.stringify(error.details) : ''
  return `${inspect(error, { depth: 8, showHidden: true })} ${facts}`
}
