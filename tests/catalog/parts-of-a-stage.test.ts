import { describe, expect, it } from 'vitest'
import { parseCatalog } from '#lib/catalog/parse-catalog.ts'
import { toProblemLine } from '#lib/catalog/problems.ts'
import { SAMPLE } from './sample.ts'

const PARTS = `${SAMPLE}    sources:
      - { slug: main-database, kind: aws-rds, region: eu-central-1, instance: shop }
      - { slug: bucket, kind: aws-s3, region: eu-central-1, bucket: shop-backups }
      - { slug: secrets, kind: aws-secrets-manager, region: eu-central-1, prefix: shop/ }
    logs:
      - { slug: api-log, kind: push, component: api }
    backups:
      - slug: nightly
        component: worker
        covers: database
        from: { kind: source, source: bucket, prefix: dumps/ }
        schedule: "30 2 * * *"
        timeZone: Europe/Berlin
        rpo: 26h
      - slug: hourly
        component: api
        covers: files
        from: { kind: heartbeat }
        every: 1h
        rpo: 2h
    configuration:
      sources: [secrets]
      compareWith: production
  - slug: production
    risk: production
`

function linesWith(line: string, replacement: string): readonly string[] {
  if (!PARTS.includes(line)) throw new Error(`The sample has no "${line}"`)
  return linesOf(PARTS.replace(line, replacement))
}

const linesOf = (text: string) =>
  (parseCatalog({ file: 'f', text }).problems ?? []).map(toProblemLine)

describe('sources, logs, backups and configuration of a stage', () => {
  it('are accepted when they agree with the rest of the file', () => {
    expect(linesOf(PARTS)).toEqual([])
  })

  it.each([
    [
      'both a schedule and a rhythm',
      'schedule: "30 2 * * *"',
      'schedule: "30 2 * * *"\n        every: 1d',
      'f:61:9: Write exactly one of "schedule" and "every"',
    ],
    [
      'neither a schedule nor a rhythm',
      '        every: 1h\n',
      '',
      'f:68:9: Write exactly one of "schedule" and "every"',
    ],
    [
      'a backup of a component that does not exist',
      'component: worker\n        covers',
      'component: workr\n        covers',
      'f:62:20: No component has the slug "workr" (did you mean "worker"?)',
    ],
    [
      'a backup from a source that does not exist',
      'source: bucket',
      'source: buket',
      'f:64:39: No source of this stage has the slug "buket" (did you mean "bucket"?)',
    ],
    [
      'a log of a component that does not exist',
      'kind: push, component: api',
      'kind: push, component: apii',
      'f:59:49: No component has the slug "apii" (did you mean "api"?)',
    ],
    [
      'settings from a source that does not exist',
      'sources: [secrets]',
      'sources: [secret]',
      'f:75:17: No source of this stage has the slug "secret" (did you mean "secrets"?)',
    ],
    [
      'a comparison with a stage that does not exist',
      'compareWith: production',
      'compareWith: prodction',
      'f:76:20: No other stage has the slug "prodction" (did you mean "production"?)',
    ],
    [
      'a comparison with itself',
      'compareWith: production',
      'compareWith: staging',
      'f:76:20: No other stage has the slug "staging"',
    ],
    [
      'a policy twice',
      'slug: hourly',
      'slug: nightly',
      'f:68:15: The slug "nightly" is already used in line 61',
    ],
    [
      'a source twice',
      'slug: bucket',
      'slug: secrets',
      'f:57:17: The slug "secrets" is already used in line 56',
    ],
    [
      'a log named like a source',
      'slug: api-log',
      'slug: secrets',
      'f:59:17: The slug "secrets" is already used in line 57',
    ],
    [
      'a source named like the platform',
      'slug: main-database',
      'slug: platform',
      'f:55:17: The slug "platform" is kept for the hosting platform; choose another one',
    ],
    [
      'a log named like what is pushed',
      'slug: api-log',
      'slug: push',
      'f:59:17: The slug "push" is kept for lines that are pushed here or come from deployments; choose another one, such as "push-log"',
    ],
    [
      'a log named like those of deployments',
      'slug: api-log',
      'slug: deployments',
      'f:59:17: The slug "deployments" is kept for lines that are pushed here or come from deployments; choose another one, such as "deployments-log"',
    ],
    [
      'a schedule with seconds',
      'schedule: "30 2 * * *"',
      'schedule: "0 30 2 * * *"',
      'f:65:19: A cron schedule has five fields; 6 fields are not supported',
    ],
    [
      'a schedule for a day that never comes',
      'schedule: "30 2 * * *"',
      'schedule: "0 0 31 2 *"',
      'f:65:19: This schedule never runs',
    ],
    [
      'a time zone that does not exist',
      'timeZone: Europe/Berlin',
      'timeZone: Europe/Berln',
      'f:66:19: Unknown time zone "Europe/Berln"',
    ],
    ['no time at all', 'every: 1h', 'every: 0h', 'f:72:16: Not a duration'],
    ['a negative RPO', 'rpo: 2h', 'rpo: -2h', 'f:73:14: Not a duration'],
    ['a rhythm of years', 'every: 1h', 'every: 999999d', 'f:72:16: Must be between 1m and 366d'],
  ])('are refused with %s, in line and column', (_, line, replacement, expected) => {
    expect(linesWith(line, replacement)).toContainEqual(expect.stringContaining(expected))
  })

  it('are told apart from each other, so that one mistake is one problem', () => {
    expect(linesWith('source: bucket', 'source: buket')).toHaveLength(1)
  })
})
