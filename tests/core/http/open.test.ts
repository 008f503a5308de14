import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createOutboundClient } from '#lib/core/http/outbound-client.ts'

// In a network that leads nowhere, so that nothing is called outside.
const host = '10.255.255.1'
const listed = () => client('10.255.255.0/24:443')
const client = (allow = '', connectTo = '', address = '93.184.216.34') =>
  createOutboundClient({ allow, connectTo, resolve: async () => [{ address, family: 4 }] })
const ssh = { port: 22, timeoutMs: 200 }
const reasonOf = (host: string, port: number, of = client()) =>
  of.open({ host, port }, ssh).then(
    (socket) => {
      socket.destroy()
      return 'open'
    },
    (error) => error.failure.reason,
  )

describe('a connection for a protocol of its own', () => {
  test('leads through the table of fixed destinations', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-x\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const of = client('', `app.example:22=127.0.0.1:${port}`)
    expect(await reasonOf('app.example', 22, of)).toBe('open')
    server.close()
  })

  test('has its port where anything may be called, and leaves it closed for probes', async () => {
    const of = listed()
    expect(['open', 'timed_out', 'could_not_connect']).toContain(await reasonOf(host, 22, of))
    expect(await of.connect({ host, port: 22 }, 200)).toMatchObject({
      reason: 'port_not_allowed',
    })
    expect(of.refuse(`http://${host}:22/`)).toMatchObject({ reason: 'port_not_allowed' })
  })

  test('has no other port than that', async () => {
    expect(await reasonOf(host, 5_432, listed())).toBe('port_not_allowed')
  })

  test('leads to no address that is never called, and to no private one that is not listed', async () => {
    expect(await reasonOf('127.0.0.1', 22)).toBe('address_internal')
    expect(await reasonOf('169.254.169.254', 22)).toBe('address_metadata')
    expect(await reasonOf('10.1.2.3', 22)).toBe('address_not_listed')
    expect(await reasonOf('app.example', 22, client('', '', '10.1.2.3'))).toBe('address_not_listed')
    expect(await reasonOf('10.1.2.3', 22, client('10.0.0.0/8'))).not.toBe('port_not_allowed')
  })
})
