import { describe, expect, test } from 'vitest'
import { parseReleaseName } from '#lib/hosting/parse-release-name.ts'

const full = '4f2a9c1d'.repeat(5)

describe('the name of a release', () => {
  test.each([
    ['v1.2.0-4f2a9c1d8e70', 'v1.2.0', '4f2a9c1d8e70'],
    ['v0.10.0-broken-4f2a9c1d8e70', 'v0.10.0-broken', '4f2a9c1d8e70'],
    ['whatsgonow-v0.8.0-4f2a9c1', 'v0.8.0', '4f2a9c1'],
    [`app-${full}`, null, full],
    [full, null, full],
    ['sha-4f2a9c1', null, '4f2a9c1'],
    ['git-4f2a9c1-2026', null, '4f2a9c1'],
    ['4F2A9C1D', null, '4f2a9c1d'],
    ['v1.2.0-5555555', 'v1.2.0', '5555555'],
    ['sha-555555555555', null, '555555555555'],
    ['v1.2.0-20261121', 'v1.2.0-20261121', null],
    ['v1.2.0', 'v1.2.0', null],
    ['1.2.0-rc.1', '1.2.0-rc.1', null],
    ['rc-2026-03-01', 'rc-2026-03-01', null],
    [
      'easysks/265cfa0cf6af46153527f55d6503ec030551f57a',
      null,
      '265cfa0cf6af46153527f55d6503ec030551f57a',
    ],
  ])('%s says version %s and commit %s', (name, version, commitSha) => {
    expect(parseReleaseName(name)).toEqual({ version, commitSha })
  })

  test.each(['latest', 'main', '20261121', '20261121123000', 'defaced', 'build-1234567', ''])(
    '%s says neither',
    (name) => {
      expect(parseReleaseName(name)).toEqual({ version: null, commitSha: null })
    },
  )
})
