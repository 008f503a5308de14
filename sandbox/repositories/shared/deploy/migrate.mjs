import { callHost, fail, readTarget } from './host.mjs'

const target = readTarget()
console.log(`Migrating the database of ${target.system}/${target.stage}`)
const { exitCode, output } = await callHost('POST', '/migrate', { ...target, directory: process.cwd() })
console.log(output.trimEnd())
if (exitCode !== 0) fail(`The migration ended with exit code ${exitCode}.`)
