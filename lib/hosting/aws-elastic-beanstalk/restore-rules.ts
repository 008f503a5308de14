import type { EbEnvironment, EbVersion } from './answers.ts'

interface Rule {
  readonly reason: string
  readonly refuses: (
    environment: EbEnvironment,
    label: string,
    version: EbVersion | null,
  ) => boolean
}

const hasStatus = (version: EbVersion | null, ...words: string[]) =>
  words.includes(version?.Status?.toLowerCase() ?? '')

const rules: readonly Rule[] = [
  { reason: 'environment_not_ready', refuses: ({ Status }) => Status !== 'Ready' },
  {
    reason: 'operation_in_progress',
    refuses: ({ AbortableOperationInProgress: isBusy }) => isBusy === true,
  },
  { reason: 'version_deleted', refuses: (_environment, _label, version) => version === null },
  {
    reason: 'version_failed',
    refuses: (_environment, _label, version) => hasStatus(version, 'failed'),
  },
  {
    reason: 'version_not_processed',
    refuses: (_environment, _label, version) => hasStatus(version, 'processing', 'building'),
  },
  { reason: 'already_running', refuses: ({ VersionLabel }, label) => VersionLabel === label },
]

/** Every reason why this version cannot be deployed now; empty when it can. */
export function findRefusals(
  environment: EbEnvironment,
  label: string,
  version: EbVersion | null,
): string[] {
  return rules
    .filter(({ refuses }) => refuses(environment, label, version))
    .map(({ reason }) => reason)
}

/** Elastic Beanstalk checks such a version only while it deploys it. */
export function findWarnings(version: EbVersion | null): string[] {
  return hasStatus(version, 'unprocessed') ? ['version_not_checked'] : []
}
