import { describe, expect, it } from 'vitest'
import { parseCatalog } from '#lib/catalog/parse-catalog.ts'
import { type CatalogProblem, toProblemLine } from '#lib/catalog/problems.ts'
import { SAMPLE, sampleWith } from './sample.ts'

function problemsOf(text: string): readonly CatalogProblem[] {
  return parseCatalog({ file: 'leitstand.yaml', text }).problems ?? []
}

function linesOf(text: string): readonly string[] {
  return problemsOf(text).map(toProblemLine)
}

describe('a sound file', () => {
  it('becomes a catalog with defaults filled in and times in numbers', () => {
    const { catalog } = parseCatalog({ file: 'leitstand.yaml', text: SAMPLE })
    expect(catalog).toMatchObject({
      format: 'leitstand',
      slug: 'shop',
      team: { slug: 'store', name: 'Store team' },
      repository: 'acme/shop',
      components: [{ name: 'API' }, { slug: 'worker', name: 'worker' }],
    })
    const stage = catalog?.stages[0]
    expect(stage?.deploy).toEqual({
      workflow: 'deploy.yml',
      ref: 'main',
      commitInput: 'commit',
      correlationInput: 'portal_run_id',
      inputs: { stage: 'staging' },
      verifyWithinSeconds: 180,
    })
    expect(stage?.probes).toEqual([
      {
        kind: 'http',
        slug: 'api-health',
        component: 'api',
        intervalSeconds: 30,
        timeoutMs: 5_000,
        retries: 1,
        url: 'https://staging.example.com/health',
        expect: {
          status: 200,
          maxDurationMs: 1_500,
          json: [{ path: '$.status', equals: 'ok' }],
          certificateDaysLeft: 14,
        },
        version: { path: '$.version', commitPath: '$.commit' },
      },
      {
        kind: 'heartbeat',
        slug: 'queue',
        component: 'worker',
        periodSeconds: 60,
        schedule: null,
        graceSeconds: 30,
        timeZone: 'UTC',
      },
    ])
    expect(catalog?.missing).toEqual([])
  })

  it('reads the same with a byte order mark and Windows line ends', () => {
    const windows = `\ufeff${SAMPLE.replaceAll('\n', '\r\n')}`
    expect(parseCatalog({ file: 'a', text: windows })).toEqual(
      parseCatalog({ file: 'a', text: SAMPLE }),
    )
  })

  it('takes the repository from its source, and normalises a pasted address', () => {
    const unnamed = sampleWith('repository: acme/shop\n', '')
    const read = { file: 'a', repository: 'acme/source' }
    expect(parseCatalog({ ...read, text: unnamed }).catalog?.repository).toBe('acme/source')
    const pasted = sampleWith('acme/shop', '" https://github.com/acme/shop.git "')
    expect(parseCatalog({ ...read, text: pasted }).catalog?.repository).toBe('acme/shop')
  })

  it('may repeat itself by anchors', () => {
    const text = sampleWith('interval: 30s', 'interval: &pace 30s').replace(
      'period: 1m',
      'period: *pace',
    )
    expect(parseCatalog({ file: 'a', text }).catalog?.stages[0]?.probes[1]).toMatchObject({
      periodSeconds: 30,
    })
  })
})

describe('each trap is named with its line, column and reason', () => {
  it.each([
    [
      'a tab',
      sampleWith('  - title:', '\t- title:'),
      '9:1: YAML is indented with spaces, not with tabs',
    ],
    [
      'a duplicate key',
      sampleWith('team: store', 'team: store\nteam: shop'),
      '6:1: This key is already set above',
    ],
    [
      'a prototype key',
      sampleWith('team: store', '__proto__: { admin: true }\nteam: store'),
      '5:1: "__proto__" cannot be used as a key',
    ],
    [
      'a constructor key',
      sampleWith('        stage: staging', '        constructor: x'),
      '35:9: "constructor" cannot be used as a key',
    ],
    [
      'an unquoted exponent',
      sampleWith('stage: staging', 'stage: 1234567e3'),
      '35:16: Text is needed here, but YAML reads 1234567e3 as something else; put it in quotes: "1234567e3"',
    ],
    [
      'an unquoted version',
      sampleWith('region: eu', 'region: 1.10'),
      '21:13: Text is needed here, but YAML reads 1.10 as something else; put it in quotes: "1.10"',
    ],
    [
      'a number that loses its spelling',
      sampleWith('equals: ok', 'equals: 1.10'),
      '47:41: YAML reads 1.10 as the number 1.1; put it in quotes, or write 1.1',
    ],
    [
      'an escaped NUL',
      sampleWith('name: Shop', 'name: "Sh\\0op"'),
      '3:7: Contains an invisible character (U+0000) at position 3',
    ],
    [
      'a raw zero-width space',
      sampleWith('name: Shop', 'name: Sho\u200bp'),
      '3:10: Contains an invisible character (U+200B) at position 4',
    ],
    [
      'bytes of another encoding',
      sampleWith('name: Shop', `name: ${Buffer.from([0x53, 0xfc]).toString('utf8')}`),
      '3:8: Contains bytes that are not UTF-8, at position 2',
    ],
    [
      'a look-alike letter',
      sampleWith('system: shop', 'system: shоp'),
      '2:9: "о" (U+043E) at position 3 is not an ASCII character, even if it looks like one',
    ],
    [
      'a decomposed slug',
      sampleWith('team: store', 'team: sto\u0308re'),
      '5:7: "\u0308" (U+0308) at position 4 is not an ASCII character, even if it looks like one',
    ],
    [
      'an upper-case slug',
      sampleWith('system: shop', 'system: The_Shop'),
      '2:9: "The_Shop" is not a slug: lower-case letters, digits and single hyphens between them (did you mean "the-shop"?)',
    ],
    ['a blank name', sampleWith('name: Shop', 'name: "  "'), '3:7: Must not be empty'],
    [
      'an unknown key',
      sampleWith('team: store', 'taem: store'),
      '5:1: Unknown key "taem" (did you mean "team"?)',
    ],
    [
      'an unknown key in a list',
      sampleWith('interval: 30s', 'intervall: 30s'),
      '42:9: Unknown key "intervall" (did you mean "interval"?)',
    ],
    [
      'an unknown key of the platform',
      sampleWith('user: deploy', 'usr: deploy'),
      '26:9: Unknown key "usr" (did you mean "user"?)',
    ],
    [
      'an unknown kind',
      sampleWith('kind: api', 'kind: apii'),
      '14:11: "apii" is not one of: web, api, frontend, worker, database, storage, webhooks, assets (did you mean "api"?)',
    ],
    [
      'an unknown platform',
      sampleWith('kind: single-host', 'kind: singlehost'),
      '23:13: "singlehost" is not one of: single-host, aws-elastic-beanstalk, aws-ecs, digitalocean-app-platform, vercel (did you mean "single-host"?)',
    ],
    ['an empty value', sampleWith('team: store', 'team:'), '5:6: The value is missing'],
    [
      'a folder in the workflow',
      sampleWith('deploy.yml', '../deploy.yml'),
      '32:17: Not a workflow file: write the file name in .github/workflows, such as deploy.yml',
    ],
    [
      'a commit as ref',
      sampleWith('refs/heads/main', 'a'.repeat(40)),
      '33:12: GitHub starts a workflow on a branch or tag; the commit is passed by the input named in commitInput',
    ],
    [
      'blanks in a ref',
      sampleWith('refs/heads/main', 'my branch'),
      '33:12: Not a branch or tag name',
    ],
    [
      'a parent folder as repository',
      sampleWith('acme/shop', 'acme/..'),
      '7:13: Not a repository name: write owner/name',
    ],
    [
      'a deeper path as repository',
      sampleWith('acme/shop', 'a/../../user'),
      '7:13: Not a repository name: write owner/name',
    ],
    [
      'another scheme',
      sampleWith('https://example.com/runbook', 'javascript:alert(1)'),
      '10:10: Only http and https addresses are used, not javascript',
    ],
    [
      'credentials in an address',
      sampleWith('https://example.com/runbook', 'https://me:pw@example.com'),
      '10:10: An address in the catalog must not hold a user name or password',
    ],
    [
      'a command as unit',
      sampleWith('shop-api.service', '"x; rm -rf /"'),
      '28:27: Not the name of a service unit or container',
    ],
    [
      'a duration without unit',
      sampleWith('timeout: 5s', 'timeout: "5"'),
      '43:18: Not a duration: a whole number with s, m, h or d, such as 30s',
    ],
    [
      'a negative duration',
      sampleWith('timeout: 5s', 'timeout: -5s'),
      '43:18: Not a duration: a whole number with s, m, h or d, such as 30s',
    ],
    [
      'an endless duration',
      sampleWith('interval: 30s', 'interval: 999999d'),
      '42:19: Must be between 5s and 1d',
    ],
    [
      'a timeout as long as the interval',
      sampleWith('interval: 30s', 'interval: 5s'),
      '43:18: The timeout must be shorter than the interval (5s)',
    ],
    [
      'a timeout longer than a probe may wait',
      sampleWith('timeout: 5s', 'timeout: 11s'),
      '43:18: Must be between 1s and 10s',
    ],
    [
      'a count that is too high',
      sampleWith('timeout: 5s', 'retries: 11'),
      '43:18: Must be at most 10',
    ],
    [
      'no number at all',
      sampleWith('maxDurationMs: 1500', 'maxDurationMs: .nan'),
      '45:26: Expected 0, 1, 2, …',
    ],
    [
      'six cron fields',
      sampleWith('period: 1m', 'schedule: "* * * * * *"'),
      '50:70: A cron schedule has five fields; 6 fields are not supported',
    ],
    [
      'a schedule that never runs',
      sampleWith('period: 1m', 'schedule: "0 0 31 2 *"'),
      '50:70: This schedule never runs',
    ],
    [
      'no schedule at all',
      sampleWith('period: 1m', 'schedule: "61 * * * *"'),
      '50:70: Not a cron schedule: five fields for minute, hour, day, month and weekday',
    ],
    [
      'an unknown time zone',
      sampleWith('grace: 30s', 'grace: 30s, timeZone: Europe/Berln'),
      '50:94: Unknown time zone "Europe/Berln" (did you mean "Europe/Berlin"?)',
    ],
    [
      'both period and schedule',
      sampleWith('period: 1m', 'period: 1m, schedule: "0 3 * * *"'),
      '50:9: Write exactly one of "period" and "schedule"',
    ],
    [
      'a duplicate slug',
      sampleWith('- slug: worker', '- slug: api'),
      '15:11: The slug "api" is already used in line 12',
    ],
    [
      'a name that differs by case',
      sampleWith('- slug: worker', '- slug: worker\n    name: api'),
      '16:11: The name "api" differs from the one in line 13 by upper and lower case at most',
    ],
    [
      'a probe of an unknown component',
      sampleWith('component: worker', 'component: workr'),
      '50:35: No component has the slug "workr" (did you mean "worker"?)',
    ],
    [
      'a service of an unknown component',
      sampleWith('          worker: {', '          wroker: {'),
      '29:11: No component has the slug "wroker" (did you mean "worker"?)',
    ],
    [
      'a version read twice',
      sampleWith(
        '      - { slug: queue',
        '      - { slug: again, component: api, kind: http, url: https://example.com, version: { path: $.v } }\n      - { slug: queue',
      ),
      '50:78: The version of "api" is already read by the probe in line 49',
    ],
    [
      'an input the portal sets itself',
      sampleWith('        stage: staging', '        Commit: x'),
      '35:9: The workflow input "Commit" is already set by commitInput',
    ],
    [
      'a broken JSON path',
      sampleWith('path: $.status', 'path: status'),
      '47:23: Not a JSON path: write $.name, $.list[0].name or $',
    ],
    [
      'a second document',
      `${SAMPLE}---\nsystem: other\n`,
      '54:1: One file describes one system; remove the line "---" and what follows',
    ],
    [
      'an alias without anchor',
      sampleWith('team: store', 'team: *store'),
      '5:7: No anchor "&store" stands above this alias',
    ],
    [
      'an alias inside itself',
      sampleWith('links:', 'links: &all\n  - *all'),
      '9:5: The alias "*all" contains itself',
    ],
    [
      'a key that is no text',
      sampleWith('team: store', '1: store'),
      '5:1: A key must be plain text',
    ],
  ])('%s', (_trap, text, line) => {
    expect(linesOf(text)).toContain(`leitstand.yaml:${line}`)
  })
})

describe('a file that attacks the reader', () => {
  it('is refused by its size before it is parsed', () => {
    expect(linesOf(`a: ${'x'.repeat(5 * 1024 * 1024)}`)).toEqual([
      'leitstand.yaml:1:1: The file is too large: at most 256 kB are read',
    ])
  })

  it.each(['[', '{a: ', '- ', '? '])('is refused once for 20,000 nested "%s"', (bracket) => {
    const problems = problemsOf(bracket.repeat(20_000))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ code: 'too_deep', line: 1 })
  })

  it('is refused when it nests deeper than a catalog, even where the parser still copes', () => {
    expect(problemsOf(`links: ${'['.repeat(60)}${']'.repeat(60)}`)).toMatchObject([
      { code: 'too_deep', line: 1, column: 40 },
    ])
  })

  it('cannot multiply itself by aliases', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const items = level === 0 ? 'x' : `*a${level - 1}`
      return `a${level}: &a${level} [${Array(9).fill(items).join(', ')}]`
    })
    expect(problemsOf(levels.join('\n'))).toMatchObject([{ code: 'alias_bomb' }])
  })
})

describe('all problems at once', () => {
  it('lists faults of the schema, of the rules and of the text together, in reading order', () => {
    const text = sampleWith('team: store', 'taem: store')
      .replace('name: API', 'name: "A\u200bPI"')
      .replace('component: worker', 'component: workr')
      .replace('timeout: 5s', 'timeout: 5')
    expect(problemsOf(text).map(({ code, line }) => [line, code])).toEqual([
      [1, 'missing_key'],
      [5, 'unknown_key'],
      [13, 'invisible_character'],
      [43, 'quotes_needed'],
      [50, 'unknown_component'],
    ])
  })

  it('names every missing key of one place', () => {
    expect(problemsOf('apiVersion: leitstand/v1').map(({ params }) => params.key)).toEqual([
      'system',
      'name',
      'team',
      'components',
      'stages',
    ])
  })

  it('says that an empty file is empty', () => {
    expect(linesOf('# nothing yet\n')).toEqual(['leitstand.yaml:1:1: The file is empty'])
  })
})
