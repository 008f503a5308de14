import type { ChangeNotice } from '#lib/events/types.ts'

type Rule = (queryKey: readonly unknown[], key: string) => boolean

/**
 * Which reads a change makes stale. A read is named by what it is and then by whose it is: `['board']`,
 * `['deployment', id]`, `[…, system, stage, …]`, `[…, system]`.
 */
const rules: Record<ChangeNotice['topic'], Rule> = {
  board: ([kind]) => kind === 'board' || kind === 'backups',
  system: ([, system], key) => system === key,
  stage: ([, system, stage], key) => key === `${system}/${stage}`,
  deployment: ([kind, id], key) =>
    kind === 'deployments' || (kind === 'deployment' && (key === '*' || id === key)),
  catalog: ([kind]) => kind === 'catalog',
  token: ([kind]) => kind === 'tokens',
  decision: ([kind, id], key) =>
    kind === 'decisions' || (kind === 'decision' && (key === '*' || id === key)),
  spike: ([kind, id], key) =>
    kind === 'spikes' || (kind === 'spike' && (key === '*' || id === key)),
  checklist: ([kind, id], key) =>
    kind === 'checklists' || (kind === 'checklist' && (key === '*' || id === key)),
}

export function isAffected(queryKey: readonly unknown[], { topic, key }: ChangeNotice): boolean {
  return rules[topic](queryKey, key)
}
