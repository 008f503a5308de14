import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { callHost, fail } from './host.mjs'

/** Calls the stage by its public addresses, the way its users reach it. */
export async function connectOutside({ system, stage }) {
  const { outside } = await callHost('GET', `/stages/${system}/${stage}`)
  if (!outside) fail('The host does not say how the stage is reached from outside.')
  const connection = { host: '127.0.0.1', port: outside.port, ca: readFileSync(outside.caFile) }
  return (address, { method = 'GET', body } = {}) => call(connection, new URL(address), method, body)
}

function call(connection, url, method, body) {
  return new Promise((resolve) => {
    const outgoing = request(
      {
        ...connection,
        method,
        servername: url.hostname,
        path: url.pathname,
        headers: { host: url.hostname, ...(body ? { 'content-type': 'application/json' } : {}) },
        timeout: 10_000,
      },
      async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve({ status: response.statusCode, text })
      },
    )
    outgoing.once('timeout', () => outgoing.destroy(new Error('no answer within 10 s')))
    outgoing.once('error', (error) => fail(`${url}: ${error.message}`))
    outgoing.end(body ? JSON.stringify(body) : undefined)
  })
}
