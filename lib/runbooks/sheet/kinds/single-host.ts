import {
  listContainers,
  listUnits,
  type SingleHostTarget,
  singleHostTarget,
} from '#lib/hosting/single-host/target.ts'
import type { SheetFacts, SheetStep } from '../facts.ts'
import { toCommand } from '../shell.ts'
import type { Texts } from '../texts.ts'
import { offeredVersions } from './workflow.ts'

const lines = '200'

/** Everything over SSH, as the portal itself goes in. */
export function toSingleHostSteps(facts: SheetFacts, t: Texts): readonly SheetStep[] {
  const { data: target } = singleHostTarget.safeParse(facts.hosting?.target)
  if (!target) return []
  const on = (command: string) => onHost(target, command)
  const units = listUnits(target)
  const containers = listContainers(target)
  const names = units.map(({ unit }) => unit)
  const look: SheetStep[] = [
    ...(names.length > 0
      ? [step('look', t.units, on(toCommand('systemctl', 'status', '--no-pager', ...names)))]
      : []),
    ...(containers.length > 0 ? [step('look', t.containers, on('docker ps --all'))] : []),
  ]
  const logs = [
    ...units.map(({ component, unit }) =>
      step(
        'logs',
        t.unitLog(component),
        on(toCommand('journalctl', '--no-pager', '-n', lines, '-u', unit)),
      ),
    ),
    ...containers.map(({ component, container }) =>
      step(
        'logs',
        t.containerLog(component),
        on(toCommand('docker', 'logs', '--tail', lines, container)),
      ),
    ),
  ]
  return [...look, ...toCheckouts(facts, target, t), ...logs]
}

function toCheckouts(
  { versions, deploy }: SheetFacts,
  target: SingleHostTarget,
  t: Texts,
): readonly SheetStep[] {
  if (!target.repository) return []
  const back = versions.slice(0, offeredVersions).map(({ version, verdict, commitSha }) =>
    toCheckout(target, {
      part: 'roll-back',
      text: t.checkout(`${version} (${t[verdict]})`),
      ref: commitSha,
    }),
  )
  const ref = `origin/${deploy?.ref ?? 'HEAD'}`
  return [toCheckout(target, { part: 'deploy', text: t.checkout(t.newest), ref }), ...back]
}

function toCheckout(
  target: SingleHostTarget,
  { part, text, ref }: Pick<SheetStep, 'part' | 'text'> & { readonly ref: string },
): SheetStep {
  const git = (...words: readonly string[]) =>
    toCommand('git', '-C', target.repository ?? '', ...words)
  const units = listUnits(target).map(({ unit }) => unit)
  const containers = listContainers(target).map(({ container }) => container)
  const commands = [
    onHost(target, `${git('fetch', '--tags', 'origin')} && ${git('checkout', '--detach', ref)}`),
    ...(units.length > 0
      ? [onHost(target, toCommand('sudo', 'systemctl', 'restart', ...units))]
      : []),
    ...(containers.length > 0
      ? [onHost(target, toCommand('docker', 'restart', ...containers))]
      : []),
  ]
  return { part, text, commands }
}

/** A command on the host: its words are quoted twice, for the shell here and the one there. */
export function onHost({ host, user, port }: SingleHostTarget, command: string): string {
  const place = port === 22 ? [] : ['-p', String(port)]
  return toCommand('ssh', ...place, `${user}@${host}`, command)
}

const step = (part: SheetStep['part'], text: string, command: string): SheetStep => ({
  ...{ part, text },
  commands: [command],
})
