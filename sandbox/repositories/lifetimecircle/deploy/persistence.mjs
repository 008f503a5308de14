import { existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, readTarget } from './host.mjs'
import { connectOutside } from './outside.mjs'

// Argument: `write` before the restart, `read` after it.
const [action] = process.argv.slice(2)
const target = readTarget()
const call = await connectOutside(target)
const hostname = target.stage === 'staging' ? 'staging.lifetimecircle.de' : 'app.lifetimecircle.de'
const mark = `${process.env.GITHUB_RUN_ID ?? 'manual'}-${process.env.GITHUB_RUN_ATTEMPT ?? 1}`
const address = `https://${hostname}/api/marks/${mark}`
const written = join(process.env.RUNNER_TEMP ?? tmpdir(), `mark-${mark}`)

if (action === 'write') {
  const { status } = await call(address, { method: 'PUT', body: {} })
  // A release that is down cannot write; that must not keep its successor from being deployed.
  if (status === 200) writeFileSync(written, '')
  console.log(status === 200 ? `  wrote mark ${mark}` : `  no mark: the running release answered ${status}`)
} else if (existsSync(written)) {
  const { status } = await call(address)
  if (status !== 200) fail(`The mark from before the restart is gone: ${status}.`)
  console.log(`  found mark ${mark} again`)
}
