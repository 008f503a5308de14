import type { LookupAddress } from 'node:dns'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutboundClient, type OutboundClient } from '#lib/core/http/outbound-client.ts'
import { startHttp, startHttps, trustTestAuthority } from './servers.ts'

beforeAll(trustTestAuthority)

const clients: OutboundClient[] = []
afterAll(() => Promise.all(clients.map((client) => client.close())))

function createClient(connectTo: string, resolve?: (host: string) => Promise<LookupAddress[]>) {
  const client = createOutboundClient({ allow: '', connectTo, ...(resolve ? { resolve } : {}) })
  clients.push(client)
  return client
}

test('follows three redirects and no more', async () => {
  await using server = await startHttp((request, response) => {
    const left = Number(request.url?.slice(1))
    if (left === 0) response.end('there')
    else response.writeHead(302, { location: `/${left - 1}` }).end()
  })
  const client = createClient(`a.test:80=127.0.0.1:${server.port}`)
  expect(await client.request('http://a.test/3')).toMatchObject({ ok: true, status: 200 })
  expect(await client.request('http://a.test/4')).toMatchObject({ reason: 'too_many_redirects' })
  expect(await client.request('http://a.test/3', { maxRedirects: 0 })).toMatchObject({
    ok: true,
    status: 302,
  })
})

test.each([
  ['http://169.254.169.254/latest/', 'address_metadata'],
  ['http://127.0.0.1:1/', 'address_internal'],
  ['http://[::ffff:127.0.0.1]/', 'address_internal'],
  ['//10.0.0.1/', 'address_not_listed'],
  ['http://example.com:6379/', 'port_not_allowed'],
  ['file:///etc/passwd', 'scheme_not_allowed'],
  ['http://u:p@example.com/', 'credentials_in_url'],
])('refuses a redirect to %s', async (location, reason) => {
  await using server = await startHttp((_request, response) => {
    response.writeHead(302, { location }).end()
  })
  const client = createClient(`a.test:80=127.0.0.1:${server.port}`)
  expect(await client.request('http://a.test/')).toMatchObject({ kind: 'refused', reason })
})

test('names the hop that was refused', async () => {
  await using server = await startHttp((_request, response) => {
    response.writeHead(307, { location: 'http://10.1.2.3/x' }).end()
  })
  const client = createClient(`a.test:80=127.0.0.1:${server.port}`)
  expect(await client.request('http://a.test/')).toMatchObject({
    message: expect.stringMatching(/^After a redirect to http:\/\/10\.1\.2\.3: 10\.1\.2\.3 is not/),
  })
})

test('refuses to go from https to http', async () => {
  await using server = await startHttps('valid', (_request, response) => {
    response.writeHead(302, { location: 'http://secure.test/' }).end()
  })
  const client = createClient(`secure.test:443=127.0.0.1:${server.port}`)
  expect(await client.request('https://secure.test/')).toMatchObject({
    kind: 'refused',
    reason: 'redirect_downgrade',
  })
})

test('a name that resolves to one private address among public ones is refused', async () => {
  const client = createClient('', async () => [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ])
  expect(await client.request('http://rebind.test/')).toMatchObject({
    reason: 'address_not_listed',
    params: { address: '10.0.0.1' },
  })
})

test('a name is resolved once for a call: what was checked is what is connected to', async () => {
  let asked = 0
  const client = createClient('', async () => {
    asked += 1
    return [{ address: asked === 1 ? '169.254.169.254' : '93.184.215.14', family: 4 }]
  })
  expect(await client.request('http://rebind.test/')).toMatchObject({ reason: 'address_metadata' })
  expect(asked).toBe(1)
})

test('a fixed destination opens its own host and port, nothing else on that machine', async () => {
  await using server = await startHttp((_request, response) => response.end('ok'))
  const client = createClient(`a.test:80=127.0.0.1:${server.port}`)
  expect(await client.request('http://a.test/')).toMatchObject({ ok: true })
  expect(await client.request(`http://127.0.0.1:${server.port}/`)).toMatchObject({
    reason: 'address_internal',
  })
  expect(await client.request(`http://a.test:${server.port}/`)).toMatchObject({
    reason: 'port_not_allowed',
  })
})

test('the target hears its own name and nothing of the caller', async () => {
  await using server = await startHttp((request, response) => {
    response.end(JSON.stringify(request.headers))
  })
  const client = createClient(`a.test:80=127.0.0.1:${server.port}`)
  const answer = await client.request('http://a.test/')
  const body = answer.ok ? answer.readBody() : answer
  expect(body.ok && JSON.parse(body.text)).toEqual({
    host: 'a.test',
    connection: 'keep-alive',
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'Leitstand',
  })
})
