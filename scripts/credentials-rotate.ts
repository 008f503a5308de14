import { operatorContext } from '#lib/core/context.ts'
import { disconnect } from '#lib/core/db.ts'
import { type Rotation, rotateCredentials } from '#lib/credentials/index.ts'
import { adoptPortalEnvironment } from './lib/portal-environment.ts'
import { reportFailure } from './lib/problem.ts'

try {
  adoptPortalEnvironment()
  report(await rotateCredentials(operatorContext()))
} catch (error) {
  reportFailure(error)
} finally {
  await disconnect()
}

function report({ keyId, rotated, unchanged, left }: Rotation): void {
  console.log(`Encrypted again with the key "${keyId}": ${rotated}. Were already: ${unchanged}.`)
  const count = left.reduce((sum, one) => sum + one.count, 0)
  console.log(`Left on older keys: ${count}.`)
  for (const one of left) {
    console.error(
      `${one.count} could not be opened with the key "${one.keyId}": add it to LEITSTAND_ENCRYPTION_KEYS, or set them again.`,
    )
  }
  if (count > 0) process.exitCode = 1
}
