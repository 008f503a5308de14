import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffSettings } from '#lib/configuration/diff-settings.ts'
import { evaluateFact, isWithin } from '#lib/configuration/evaluate-facts.ts'
import {
  evaluateSettings,
  type KnownSetting,
  type StageSettings,
} from '#lib/configuration/evaluate-settings.ts'
import { createFingerprint } from '#lib/configuration/fingerprint.ts'
import { labelEqual } from '#lib/configuration/label-equal.ts'
import { parseExample } from '#lib/configuration/parse-example.ts'

const setting = (name: string, more: Partial<KnownSetting> = {}): KnownSetting => ({
  ...{ source: 'platform', component: null, name, kind: 'secret' },
  ...{ fingerprint: null, updatedAt: null },
  ...more,
})

const stage = (more: Partial<StageSettings> = {}): StageSettings => ({
  ...{ settings: [], exampleNames: null, isComplete: true, hasSources: true },
  ...more,
})

const rules = { mustExist: ['DATABASE_URL'], mustDiffer: [], shouldMatch: [] }
const find = (evaluated: ReturnType<typeof evaluateSettings>, name: string) =>
  evaluated.find((one) => one.name === name)

describe('a setting that must exist', () => {
  it('is missing once every source answered without it', () => {
    expect(find(evaluateSettings(stage(), rules, null), 'DATABASE_URL')).toMatchObject({
      presence: 'absent',
      findings: ['missing'],
    })
  })

  it('is unknown, not missing, while a source could not be read or there is none', () => {
    for (const less of [{ isComplete: false }, { hasSources: false }]) {
      const found = find(evaluateSettings(stage(less), rules, null), 'DATABASE_URL')
      expect(found).toMatchObject({ presence: 'unknown', findings: [] })
    }
  })

  it('is present when any source names it, whatever the others do', () => {
    const known = stage({ settings: [setting('DATABASE_URL')], isComplete: false })
    expect(find(evaluateSettings(known, rules, null), 'DATABASE_URL')).toMatchObject({
      presence: 'present',
      findings: [],
    })
  })
})

describe('a setting that the example file names', () => {
  it('is asked for, less strictly than by the catalog', () => {
    const known = stage({ exampleNames: ['AUTH_URL', 'DATABASE_URL'] })
    const evaluated = evaluateSettings(known, rules, null)
    expect(find(evaluated, 'AUTH_URL')).toMatchObject({ findings: ['missing_from_example'] })
    expect(find(evaluated, 'DATABASE_URL')).toMatchObject({ findings: ['missing'] })
  })
})

describe('two stages', () => {
  const compared = { mustExist: [], mustDiffer: ['AUTH_SECRET'], shouldMatch: ['REGION'] }
  const with_ = (name: string, fingerprint: string | null) =>
    stage({ settings: [setting(name, { fingerprint })] })

  it('are told apart where values must differ', () => {
    const evaluate = (other: string | null) =>
      evaluateSettings(with_('AUTH_SECRET', 'x'), compared, with_('AUTH_SECRET', other))
    expect(find(evaluate('x'), 'AUTH_SECRET')?.findings).toEqual(['same_as_other_stage'])
    expect(find(evaluate('y'), 'AUTH_SECRET')?.findings).toEqual([])
  })

  it('are held together where values should match', () => {
    const evaluate = (other: string | null) =>
      evaluateSettings(with_('REGION', 'x'), compared, with_('REGION', other))
    expect(find(evaluate('y'), 'REGION')?.findings).toEqual(['differs_from_other_stage'])
    expect(find(evaluate('x'), 'REGION')?.findings).toEqual([])
  })

  it('are not judged where a source gives no fingerprint', () => {
    for (const name of ['AUTH_SECRET', 'REGION']) {
      const evaluated = evaluateSettings(with_(name, 'x'), compared, with_(name, null))
      expect(find(evaluated, name)?.findings).toEqual([])
    }
  })
})

describe('letters of equal values', () => {
  it('are equal exactly where fingerprints are', () => {
    const fingerprints = fc.array(fc.option(fc.constantFrom('x', 'y', 'z'), { nil: null }))
    fc.assert(
      fc.property(fingerprints, (all) => {
        const labels = labelEqual(all.map((fingerprint) => [setting('A', { fingerprint })]))
        for (const [i, a] of all.entries()) {
          for (const [j, b] of all.entries()) {
            if (a === null || b === null) continue
            expect(labels[i] === labels[j]).toBe(a === b)
          }
        }
      }),
    )
  })
})

describe('a fingerprint', () => {
  it('is equal for equal values, other with another secret, and not the value', () => {
    const fingerprint = createFingerprint('a secret of the portal')
    expect(fingerprint('postgresql://db')).toBe(fingerprint('postgresql://db'))
    expect(fingerprint('postgresql://db')).not.toBe(fingerprint('postgresql://db2'))
    expect(createFingerprint('another')('postgresql://db')).not.toBe(fingerprint('postgresql://db'))
    expect(fingerprint('postgresql://db')).toMatch(/^[\w-]{16}$/)
  })
})

describe('a change', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 0, day))

  it('is seen by the fingerprint, and by a newer date where there is none', () => {
    const before = [
      setting('KEPT', { fingerprint: 'x' }),
      setting('TURNED', { fingerprint: 'x' }),
      setting('TOUCHED', { updatedAt: at(1) }),
      setting('GONE'),
    ]
    const after = [
      setting('KEPT', { fingerprint: 'x', updatedAt: at(2) }),
      setting('TURNED', { fingerprint: 'y' }),
      setting('TOUCHED', { updatedAt: at(2) }),
      setting('NEW'),
    ]
    const found = diffSettings(before, after).map((each) => [each.change, each.setting.name])
    expect(found).toEqual([
      ['removed', 'GONE'],
      ['changed', 'TURNED'],
      ['changed', 'TOUCHED'],
      ['added', 'NEW'],
    ])
  })

  it('of one component is not taken for one of another', () => {
    const before = [setting('PORT', { component: 'api' })]
    const after = [setting('PORT', { component: 'worker' })]
    expect(diffSettings(before, after).map(({ change }) => change)).toEqual(['removed', 'added'])
  })
})

describe('an example file', () => {
  it('gives its names once, without comments and values', () => {
    const text =
      '# DATABASE\nDATABASE_URL=postgres://x\r\nexport API_KEY=\n A_B = 1\nAPI_KEY=2\n=3\n1X=4'
    expect(parseExample(text)).toEqual(['DATABASE_URL', 'API_KEY', 'A_B'])
  })

  it('never makes reading it fail', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(parseExample(text))))
  })
})

describe('a region', () => {
  it.each([
    ['eu-central-1', 'eu', true],
    ['fra1', 'eu', true],
    ['fra', 'eu', true],
    ['eu-west-2', 'eu', false],
    ['us-east-1', 'eu', false],
    ['eu-central-1', 'eu-central-1', true],
    ['eu-central-1', 'eu-central', true],
    ['eu-central-10', 'eu-central-1', false],
    [null, 'eu', false],
  ])('%s under the rule %s: %s', (region, rule, isFine) => {
    expect(isWithin(region, rule)).toBe(isFine)
  })
})

describe('what is said about a part', () => {
  const now = new Date('2026-06-01T00:00:00Z')
  it.each([
    ['certificate_expires_at', '2026-06-10T00:00:00Z', 'bad'],
    ['certificate_expires_at', '2026-08-10T00:00:00Z', 'good'],
    ['tls_minimum', 'TLSv1.2_2021', 'good'],
    ['tls_minimum', 'TLSv1', 'bad'],
    ['tls_minimum', '1.3', 'good'],
    ['log_retention_days', null, 'bad'],
    ['log_retention_days', 30, 'good'],
    ['encrypted_at_rest', false, 'bad'],
    ['public_access', true, 'bad'],
    ['engine', 'postgres 17', 'stated'],
    ['region', 'us-east-1', 'bad'],
  ] as const)('%s %s is %s', (name, value, verdict) => {
    expect(evaluateFact({ name, value }, { region: 'eu' }, now)).toBe(verdict)
  })
})
