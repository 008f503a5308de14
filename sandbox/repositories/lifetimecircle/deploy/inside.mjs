import { callHost, fail, readTarget } from './host.mjs'

// Arguments: component and path. Asks the process itself, past the reverse proxy.
const [component, path] = process.argv.slice(2)
const { system, stage } = readTarget()
const { processes } = await callHost('GET', `/stages/${system}/${stage}`)
const port = processes.find((process) => process.component === component)?.port
if (!port) fail(`${component} is not running.`)
const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(5000) })
console.log(`  ${component} ${path} ${response.status}`)
if (!response.ok) fail(`${component} answered ${response.status} inside.`)
