import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { request } from 'node:https'
import { join } from 'node:path'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Authority, openAuthority } from '#sandbox/edge/authority.ts'
import { issueCertificate } from '#sandbox/edge/certificate.ts'
import { type Edge, startEdge } from '#sandbox/edge/start-edge.ts'
import { openPortBook } from '#sandbox/ports.ts'
import { createHome } from './running-sandbox.ts'

const folder = createHome()
const origin = { system: 'sample', stage: 'production' }
const seen: { url: string | undefined; headers: NodeJS.Dict<string | string[]> }[] = []
const upstream = createServer((incoming, response) => {
  seen.push({ url: incoming.url, headers: incoming.headers })
  response.setHeader('x-upstream', 'yes').end(incoming.url)
})
let authority: Authority
let edge: Edge

beforeAll(async () => {
  const ports = openPortBook(folder.home)
  const upstreamPort = await ports.listen('upstream', upstream)
  authority = openAuthority(join(folder.home, 'certificates'))
  edge = await startEdge({
    authority,
    ports,
    routes: [
      { hostname: 'app.sample.example', component: 'web', ...origin },
      {
        hostname: 'app.sample.example',
        path: '/api',
        stripsPath: true,
        component: 'api',
        ...origin,
      },
      { hostname: 'down.sample.example', component: 'down', ...origin },
    ],
    findPort: ({ component }) => (component === 'down' ? null : upstreamPort),
  })
})
afterAll(() => {
  edge.stop()
  upstream.close()
  folder[Symbol.dispose]()
})

interface EdgeAnswer {
  status: number | undefined
  text: string
  certificate: PeerCertificate
}

function call(servername: string, path: string, host = servername): Promise<EdgeAnswer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: edge.port, servername, path, headers: { host } }
    const outgoing = request(
      { ...options, ca: readFileSync(authority.caFile), agent: false },
      async (response) => {
        // Safe because an https response always comes over a TLS socket.
        const certificate = (response.socket as TLSSocket).getPeerCertificate()
        let text = ''
        for await (const chunk of response) text += chunk
        resolve({ status: response.statusCode, text, certificate })
      },
    )
    outgoing.once('error', reject)
    outgoing.end()
  })
}

test('every hostname has its own certificate, signed by the authority and valid for 90 days', async () => {
  const { certificate } = await call('app.sample.example', '/')
  expect(certificate.subjectaltname).toBe('DNS:app.sample.example')
  const daysLeft = (Date.parse(certificate.valid_to) - Date.now()) / 86_400_000
  expect(Math.round(daysLeft)).toBe(90)
})

test('the authority may sign and nothing else may', () => {
  const ca = new X509Certificate(readFileSync(authority.caFile))
  const server = new X509Certificate(authority.issueIdentity('app.sample.example'))
  expect([ca.ca, server.ca]).toEqual([true, false])
  expect(server.verify(ca.publicKey)).toBe(true)
  expect(server.checkIssued(ca)).toBe(true)
})

test('a client that does not know the authority refuses the connection', async () => {
  const outgoing = new Promise((_resolve, reject) => {
    request({ host: '127.0.0.1', port: edge.port, servername: 'app.sample.example', agent: false })
      .once('error', reject)
      .end()
  })
  await expect(outgoing).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
})

test('the authority and its certificates survive a restart', () => {
  const again = openAuthority(join(folder.home, 'certificates'))
  expect(readFileSync(again.caFile, 'utf8')).toBe(readFileSync(authority.caFile, 'utf8'))
  expect(again.issueIdentity('app.sample.example')).toBe(
    authority.issueIdentity('app.sample.example'),
  )
})

test('a certificate that would run out within 30 days is renewed', () => {
  const certificates = join(folder.home, 'certificates')
  const signingKey = createPrivateKey(readFileSync(join(certificates, 'authority-identity.pem')))
  const holderKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const certificate = issueCertificate({
    subject: 'old.sample.example',
    issuer: 'Leitstand sandbox authority',
    holderKey,
    signingKey,
    notBefore: new Date(),
    notAfter: new Date(Date.now() + 29 * 86_400_000),
    use: { kind: 'server', names: ['old.sample.example'] },
  })
  const old = `${holderKey.export({ type: 'pkcs8', format: 'pem' })}${certificate}`
  writeFileSync(join(certificates, 'old.sample.example.pem'), old)
  const { validTo } = new X509Certificate(authority.issueIdentity('old.sample.example'))
  expect(Date.parse(validTo) - Date.now()).toBeGreaterThan(89 * 86_400_000)
})

test('nobody else can read the private keys', () => {
  const mode = statSync(join(folder.home, 'certificates/authority-identity.pem')).mode & 0o777
  expect(mode).toBe(0o600)
})

test('a request reaches the process of its longest path, with the prefix removed where the route says so', async () => {
  expect((await call('app.sample.example', '/api/health?full=1')).text).toBe('/health?full=1')
  expect((await call('app.sample.example', '/api')).text).toBe('/')
  expect((await call('app.sample.example', '/apis')).text).toBe('/apis')
  expect(seen.at(-1)?.headers).toMatchObject({
    host: 'app.sample.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'app.sample.example',
  })
})

test('a host whose process is down answers 502 with a plain page', async () => {
  const { status, text } = await call('down.sample.example', '/')
  expect(status).toBe(502)
  expect(text).toContain('502 Bad Gateway')
})

test('a hostname the edge does not serve gets no certificate, and one smuggled in by Host gets no answer', async () => {
  await expect(call('other.sample.example', '/')).rejects.toThrow()
  expect((await call('app.sample.example', '/', 'other.sample.example')).status).toBe(421)
})
