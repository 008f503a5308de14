import { readFileSync } from 'node:fs'
import { operatorContext } from '#lib/core/context.ts'
import { disconnect } from '#lib/core/db.ts'
import { listCredentials, setCredential } from '#lib/credentials/index.ts'
import { trustHostKey } from '#lib/hosting/index.ts'
import { reportFailure } from '#scripts/lib/problem.ts'
import { getSandbox } from './sandbox-description.ts'

const account = { platform: 'single-host', account: 'default' } as const

/** Trusts the hosts of the sample systems and stores the key they let in, as a person would for real ones. */
async function trustSandboxHosts(sandboxFolder: string): Promise<void> {
  const { hosts, privateKeyFile, keyFingerprint } = getSandbox(sandboxFolder).ssh
  const ctx = operatorContext()
  for (const { host, port, fingerprint } of hosts) {
    await trustHostKey(ctx, { host, port, fingerprint })
  }
  const { credentials } = await listCredentials(ctx)
  const stored = credentials.find((each) => each.platform === account.platform)
  if (stored?.hint?.includes(keyFingerprint)) return
  const privateKey = readFileSync(privateKeyFile, 'utf8').trim()
  await setCredential(ctx, account, { credential: { privateKey } })
}

await trustSandboxHosts(process.argv[2] ?? '').catch(reportFailure)
await disconnect()
