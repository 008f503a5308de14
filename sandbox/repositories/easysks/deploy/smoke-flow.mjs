import { fail, readTarget } from './host.mjs'
import { connectOutside } from './outside.mjs'

const target = readTarget()
const isStaging = target.stage === 'staging'
const frontend = isStaging ? 'https://staging.easysks.example' : 'https://app.easysks.example'
const api = isStaging ? 'https://api.staging.easysks.example' : 'https://api.easysks.example'
const call = await connectOutside(target)

await expectStatus(200, `${frontend}/`)
await expectStatus(200, `${api}/health`)
const login = await expectStatus(200, `${api}/login`, { method: 'POST', body: { email: 'smoke@easysks.example' } })
const study = await expectStatus(200, `${api}/study/${JSON.parse(login).session}`)
console.log(`  next question: ${JSON.parse(study).question}`)

async function expectStatus(expected, address, options) {
  const { status, text } = await call(address, options)
  console.log(`  ${address.replace(/study\/.*/, 'study/…')} ${status}`)
  if (status !== expected) fail(`${address} answered ${status}.`)
  return text
}
