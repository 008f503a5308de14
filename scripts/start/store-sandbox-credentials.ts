import { isDeepStrictEqual } from 'node:util'
import { operatorContext } from '#lib/core/context.ts'
import { disconnect } from '#lib/core/db.ts'
import { readCredential, setCredential } from '#lib/credentials/index.ts'
import { reportFailure } from '#scripts/lib/problem.ts'
import { getSandbox } from './sandbox-description.ts'

/** The account that catalog files mean when they name none. */
const account = 'default'

/** Stores what the stand-ins let in, as a person would for real accounts; what is stored already stays. */
async function storeSandboxCredentials(sandboxFolder: string): Promise<void> {
  const ctx = operatorContext()
  for (const { platform, credential } of getSandbox(sandboxFolder).platforms) {
    const stored = await readCredential(platform, account).catch(() => null)
    if (isDeepStrictEqual(stored, credential)) continue
    await setCredential(ctx, { platform, account }, { credential })
  }
}

await storeSandboxCredentials(process.argv[2] ?? '').catch(reportFailure)
await disconnect()
