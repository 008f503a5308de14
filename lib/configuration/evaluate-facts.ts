import type { FactVerdict } from './vocabulary.ts'

export type FactValue = string | number | boolean | null

export interface FactRules {
  /** Where every part has to be, e.g. `eu` or `eu-central-1`; null without a rule. */
  readonly region: string | null
}

const dayMs = 86_400_000
const certificateDaysLeft = 14

/** Regions in the European Union whose name does not begin with `eu`, by the platforms that name them so. */
const regionsInEurope: ReadonlySet<string> = new Set([
  ...['fra', 'fra1', 'ams', 'ams2', 'ams3'], // https://docs.digitalocean.com/platform/regional-availability/
  ...['arn1', 'cdg1', 'dub1'], // https://vercel.com/docs/regions
])
const regionsOutsideDespiteName: ReadonlySet<string> = new Set(['eu-west-2', 'eu-central-2'])

/** What a measured statement means for whoever has to answer for the stage. */
export function evaluateFact(
  { name, value }: { readonly name: string; readonly value: FactValue },
  rules: FactRules,
  now: Date,
): FactVerdict {
  switch (name) {
    case 'region':
      return rules.region === null ? 'stated' : toVerdict(isWithin(value, rules.region))
    case 'certificate_expires_at':
      return typeof value === 'string'
        ? toVerdict(Date.parse(value) - now.getTime() > certificateDaysLeft * dayMs)
        : 'unknown'
    case 'tls_minimum':
      return typeof value === 'string' ? toVerdict(isModernTls(value)) : 'unknown'
    case 'log_retention_days':
      // Lines that are kept for ever cost and outlive their purpose.
      return toVerdict(value !== null)
    case 'encrypted_at_rest':
      return toVerdict(value === true)
    case 'public_access':
      return toVerdict(value === false)
    default:
      return 'stated'
  }
}

const toVerdict = (isGood: boolean): FactVerdict => (isGood ? 'good' : 'bad')

/** `eu` takes every region of the European Union; anything else is a region or the beginning of its name. */
export function isWithin(region: FactValue, rule: string): boolean {
  if (typeof region !== 'string') return false
  const name = region.toLowerCase()
  const wanted = rule.toLowerCase()
  if (wanted !== 'eu') return name === wanted || name.startsWith(`${wanted}-`)
  if (regionsOutsideDespiteName.has(name)) return false
  return name === 'eu' || name.startsWith('eu-') || regionsInEurope.has(name)
}

function isModernTls(text: string): boolean {
  const [, major = '0', minor = '0'] = /(\d)(?:[._](\d))?/.exec(text) ?? []
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 2)
}
