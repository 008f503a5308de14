import { fail, readTarget } from './host.mjs'
import { connectOutside } from './outside.mjs'

// Arguments: public addresses of the stage. Each must answer without an error right after the activation.
const call = await connectOutside(readTarget())
for (const address of process.argv.slice(2)) {
  const startedAt = performance.now()
  const { status } = await call(address)
  console.log(`  ${address} ${status} in ${Math.round(performance.now() - startedAt)} ms`)
  if (status >= 400) fail(`${address} answered ${status}.`)
}
