import 'server-only'
import type { CredentialOf } from '#lib/credentials/schemas.ts'
import type { AdapterOptions } from '../create-options.ts'
import { checkRights } from '../http/check-access.ts'
import type { AccessReport, PlatformAdapter } from '../port.ts'
import { createSentryClient, permissions, type SentryClient } from './client.ts'
import { toFacts } from './mapper.ts'
import type { SentryTarget } from './target.ts'

export interface SentryOptions extends AdapterOptions {
  readonly target: SentryTarget
  readonly credential: CredentialOf<'sentry'>
}

/** A project on Sentry: how many of its issues are open, and which came last. */
export function createSentryAdapter(options: SentryOptions): PlatformAdapter {
  const { target, credential, endpoint } = options
  const client = createSentryClient({
    target,
    token: credential.token,
    ...(endpoint === undefined ? {} : { endpoint }),
  })
  const subject = `${target.organization}/${target.project}`
  return {
    kind: 'sentry',
    checkAccess: (signal) => checkAccess(client, signal),
    facts: { readFacts: async (signal) => toFacts(await client.readOpenIssues(signal), subject) },
  }
}

const policy = `Internal integration of the organisation, or an organisation token:
${permissions.project} – finds the project
${permissions.issues} – reads its issues`

async function checkAccess(client: SentryClient, signal: AbortSignal): Promise<AccessReport> {
  const checks = await checkRights([
    {
      permission: permissions.project,
      capabilities: ['facts'],
      try: () => client.readProject(signal),
    },
    {
      permission: permissions.issues,
      capabilities: ['facts'],
      try: () => client.readOpenIssues(signal),
    },
  ])
  return { identity: null, checks, policy: { language: 'text', text: policy } }
}
