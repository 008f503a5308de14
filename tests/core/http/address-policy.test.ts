import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'
import { type AddressPolicy, refuseAddress, refuseTarget } from '#lib/core/http/address-policy.ts'
import { findAddressRange } from '#lib/core/http/address-range.ts'
import { parseAllowList } from '#lib/core/http/allow-list.ts'
import { parseTarget } from '#lib/core/http/parse-target.ts'

const policy = (allow = ''): AddressPolicy => ({
  allow: parseAllowList(allow),
  ownServices: [{ host: 'db.example.com', port: 5432 }],
  ownAddresses: new Set(['198.51.100.7']),
})

function refusalOf(url: string, allow = '') {
  const target = parseTarget(url)
  return target.ok ? refuseTarget(policy(allow), target) : target
}

const everything = '0.0.0.0/0:* [::]/0:* *:*'

describe('addresses nobody can allow', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://169.254.170.2/',
    'http://[fd00:ec2::254]/',
    'http://168.63.129.16/',
    'http://100.100.100.200/',
    'http://192.0.0.192/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[2002:a9fe:a9fe::]/',
    'http://good@169.254.169.254/'.replace('good@', ''),
  ])('%s is cloud metadata', (url) => {
    expect(refusalOf(url, everything)).toMatchObject({
      kind: 'refused',
      reason: 'address_metadata',
    })
    expect(refusalOf(url)?.message).toContain('cloud metadata addresses are never allowed')
  })

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://①②⑦.⓪.⓪.①/',
    'http://0/',
    'http://[::]/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:1:2:3:4:80ff:fffe]/',
    'http://[::7f00:1]/',
    'http://[fe80::1]/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://localhost/',
    'http://localhost./',
    'http://app.localhost/',
    'http:\\\\127.0.0.1\\x',
  ])('%s is this machine or its network link', (url) => {
    expect(refusalOf(url, everything)).toMatchObject({
      kind: 'refused',
      reason: 'address_internal',
    })
  })

  test('the portal itself is never called', () => {
    expect(refusalOf('http://198.51.100.7/', everything)).toMatchObject({ reason: 'portal_itself' })
    expect(refusalOf('http://db.example.com:5432/', everything)).toMatchObject({
      reason: 'portal_itself',
    })
  })

  test('no spelling of a refused IPv4 address inside IPv6 gets through', () => {
    const internal = fc.constantFrom('127.0.0.1', '169.254.169.254', '168.63.129.16', '0.0.0.0')
    const wrap = fc.constantFrom<(ip: ipaddr.IPv4) => string>(
      (ip) => ip.toIPv4MappedAddress().toString(),
      (ip) => `64:ff9b::${hex(ip)}`,
      (ip) => `2002:${hex(ip)}::1`,
      (ip) => `::ffff:0:${hex(ip)}`,
      (ip) => `::${hex(ip)}`,
    )
    fc.assert(
      fc.property(internal, wrap, (address, spell) => {
        const spelled = spell(ipaddr.IPv4.parse(address))
        const target = { host: spelled, port: 443 }
        expect(refuseAddress(policy(everything), target, spelled)).not.toBeNull()
      }),
    )
  })
})

describe('addresses that must be listed', () => {
  test.each(['10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', '[fd12::1]', '240.0.0.1'])(
    '%s is refused until its network is listed',
    (host) => {
      const refusal = refusalOf(`https://${host}/`)
      expect(refusal).toMatchObject({ kind: 'refused', reason: 'address_not_listed' })
      expect(refusal?.message).toContain('not in the allowed networks')
      const network = host.startsWith('[') ? '[fd12::]/16' : `${host}/8`
      expect(refusalOf(`https://${host}/`, network)).toBeNull()
    },
  )

  test('a listed network opens its own ports and no others', () => {
    expect(refusalOf('http://10.1.2.3:8080/', '10.0.0.0/8:8080')).toBeNull()
    expect(refusalOf('http://10.1.2.3/', '10.0.0.0/8:8080')).toMatchObject({
      reason: 'port_not_allowed',
    })
  })

  test('a host suffix covers its subdomains wherever they resolve to, and no look-alike', () => {
    const target = (host: string) => ({ host, port: 443 })
    const allow = policy('.intern.example.com')
    expect(refuseAddress(allow, target('a.intern.example.com'), '10.0.0.1')).toBeNull()
    expect(refuseAddress(allow, target('evilintern.example.com'), '10.0.0.1')).not.toBeNull()
    expect(refuseAddress(allow, target('a.intern.example.com'), '127.0.0.1')).not.toBeNull()
  })
})

test.each([22, 2375, 5432, 6379, 9200])('port %d of a public host is refused', (port) => {
  expect(refusalOf(`http://example.com:${port}/`)).toMatchObject({ reason: 'port_not_allowed' })
  expect(refusalOf(`http://93.184.215.14:${port}/`)).toMatchObject({ reason: 'port_not_allowed' })
})

test('public addresses on 80 and 443 need no setting', () => {
  expect(refusalOf('http://93.184.215.14/')).toBeNull()
  expect(refusalOf('https://[2606:4700::6810:84e5]/')).toBeNull()
  expect(refusalOf('https://example.com/health')).toBeNull()
})

test('an address is public only if it belongs to no special range', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const range = ipaddr.IPv4.parse(address).range()
      if (range !== 'unicast') expect(findAddressRange(address)?.kind).not.toBe('public')
    }),
  )
})

function hex(address: ipaddr.IPv4): string {
  const [a = 0, b = 0, c = 0, d = 0] = address.octets
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
}
