import { describe, expect, it } from 'vitest'
import { formatCheck, parseCheck } from '#lib/evidence/checks/parse-check.ts'
import { suggestChecks } from '#lib/evidence/checks/suggest-checks.ts'

const context = {
  components: [
    { slug: 'api', name: 'API' },
    { slug: 'worker', name: 'Worker' },
  ],
}

const suggest = (text: string) => suggestChecks(text, context).map(formatCheck)

describe('suggestions for an item', () => {
  it.each([
    ['SSH-/Admin-Zugang geprüft', 'platform-access'],
    ['Zielhost bereitgestellt', 'platform-access'],
    ['Domain zeigt auf Host', 'port-443'],
    ['Port 443 erreichbar', 'port-443'],
    ['TLS-Zertifikat aktiv oder beantragt', 'certificate'],
    ['`/var/lib/lifetimecircle/data` angelegt', 'data-path path=/var/lib/lifetimecircle/data'],
    ['`rc-2026-03-01` aktiviert', 'running-release ref=rc-2026-03-01'],
    ['Repo auf Zielhost ausgecheckt', 'running-release'],
    ['`systemd`-Service für API angelegt', 'service-unit component=api'],
    ['Reverse Proxy konfiguriert', 'health-inside'],
    ['Staging nutzt dasselbe Betriebsmodell wie Production', 'same-hosting'],
    ['`/api/health` extern erfolgreich', 'health-outside path=/api/health'],
    ['`/health` intern erfolgreich', 'health-inside'],
    ['Frontend-Startseite erfolgreich', 'frontend-start-page'],
    ['Backup oder Snapshot für `/var/lib/lifetimecircle` definiert', 'backup-policy'],
    ['Restore-Probe dokumentiert', 'restore-test'],
    ['Backend nutzt konfigurierbare DB/Auth-Settings statt Hardcodes.', 'settings-present'],
    [
      'Migrationsprozess ist fuer Deploy dokumentiert/automatisiert.',
      'deploy-workflow step=migrat',
    ],
    ['Basis-Logging und Healthchecks funktionieren.', 'health-outside'],
    ['Smoke Tests definieren/automatisieren', 'spike-test test=smoke'],
    ['Logs are deleted after the retention period', 'log-retention'],
    ['Staging and production use separate database credentials', 'settings-differ'],
    ['Certificate is valid', 'certificate'],
    ['The start page answers', 'frontend-start-page'],
    ['All data stays in the EU', 'region'],
  ])('offers for "%s" first: %s', (text, expected) => {
    expect(suggest(text)[0]).toBe(expected)
  })

  it('offers both tests where an item asks for two', () => {
    expect(suggest('Schreibtest und Neustart-Test durchgeführt')).toEqual([
      'spike-test test=write',
      'spike-test test=restart',
    ])
  })

  it('offers both questions where an item asks whether a stage can be deployed and reached', () => {
    expect(suggest('Staging-Umgebung ist deploybar und erreichbar.')).toEqual([
      'health-outside',
      'deployment',
    ])
  })

  it.each([
    'Zielarchitektur festlegen (Frontend/Backend/DB Hosting)',
    '`poetry install` in `server/` erfolgreich',
    'Pfadmodell dokumentiert',
    'systemd-Unit dokumentiert',
    'Reverse-Proxy-Konfiguration dokumentiert',
    '',
  ])('offers nothing for "%s"', (text) => {
    expect(suggest(text)).toEqual([])
  })
})

describe('a check as it is written', () => {
  it.each([
    ['port-443', { check: 'port-443', parameters: {} }],
    ['  certificate days=30  ', { check: 'certificate', parameters: { days: '30' } }],
    [
      'health-outside path=/api/health probe=api',
      { check: 'health-outside', parameters: { path: '/api/health', probe: 'api' } },
    ],
  ])('reads "%s"', (text, expected) => {
    expect(parseCheck(text)).toEqual(expected)
    expect(parseCheck(formatCheck(expected))).toEqual(expected)
  })

  it.each(['', 'Port 443', 'port-443 host', 'a=b', 'x '.repeat(400), 'x __proto__=1', '-->'])(
    'is none in "%s"',
    (text) => {
      expect(parseCheck(text)).toBeNull()
    },
  )
})
