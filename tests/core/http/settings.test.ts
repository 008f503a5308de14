import { describe, expect, test } from 'vitest'
import { parseAllowList } from '#lib/core/http/allow-list.ts'
import { findConnectTo, parseConnectTo } from '#lib/core/http/connect-to.ts'
import { parseTarget } from '#lib/core/http/parse-target.ts'

describe('parseTarget', () => {
  test.each([
    ['file:///etc/passwd', 'scheme_not_allowed'],
    ['gopher://example.com/', 'scheme_not_allowed'],
    ['ftp://example.com/', 'scheme_not_allowed'],
    ['javascript:alert(1)', 'scheme_not_allowed'],
    ['https://user:secret@example.com/', 'credentials_in_url'],
    ['https://good@169.254.169.254/', 'credentials_in_url'],
    ['example.com/health', 'url_invalid'],
    ['', 'url_invalid'],
    [`https://example.com/${'a'.repeat(3000)}`, 'url_invalid'],
  ])('refuses %s', (url, reason) => {
    expect(parseTarget(url)).toMatchObject({ ok: false, kind: 'refused', reason })
  })

  test('says that only http and https are called', () => {
    expect(parseTarget('file:///etc/passwd')).toMatchObject({
      message: 'Only http and https are called, not file.',
    })
  })

  test('drops the dot at the end of a name, so that policy and socket see the same host', () => {
    expect(parseTarget('https://Example.COM.:8443/a?b#c')).toEqual({
      ok: true,
      secure: true,
      host: 'example.com',
      port: 8443,
      origin: 'https://example.com:8443',
      path: '/a?b',
    })
  })
})

describe('parseAllowList', () => {
  test.each(['10.0.0.0/8:99999', 'http://example.com', 'exa mple_', '10.0.0.0/8:80:90', '[::1'])(
    'names the entry it cannot read: %s',
    (entry) => {
      expect(() => parseAllowList(entry)).toThrow(/^OUTBOUND_ALLOW: "/)
    },
  )
})

describe('parseConnectTo', () => {
  test('maps exactly the pairs it names', () => {
    const table = parseConnectTo('app.example.com:443=127.0.0.1:8443, b.example.com:80=[::1]:81')
    expect(findConnectTo(table, { host: 'app.example.com', port: 443 })).toEqual({
      host: '127.0.0.1',
      port: 8443,
    })
    expect(findConnectTo(table, { host: 'app.example.com', port: 80 })).toBeNull()
    expect(findConnectTo(table, { host: 'x.app.example.com', port: 443 })).toBeNull()
    expect(findConnectTo(table, { host: 'b.example.com', port: 80 })?.host).toBe('::1')
  })

  test.each(['a:443', 'a:443=example.com:1', 'a=127.0.0.1:1', 'a:443=127.0.0.1:0'])(
    'names the entry it cannot read: %s',
    (entry) => {
      expect(() => parseConnectTo(entry)).toThrow(/^OUTBOUND_CONNECT_TO: "/)
    },
  )
})
