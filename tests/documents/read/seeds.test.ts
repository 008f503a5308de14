import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '#lib/documents/edits/apply-edits.ts'
import { readDocument } from '#lib/documents/read/read-document.ts'
import { documentContentSchema } from '#lib/documents/schemas.ts'
import { readSeed, readSeedBytes, seedHashes } from './seeds.ts'

describe.each(seedHashes.map((hash, index) => ({ hash, index })))(
  'document $index',
  ({ hash, index }) => {
    it('is the file it was, and stays it when nothing is changed', () => {
      const bytes = readSeedBytes(index)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash)
      const unchanged = applyEdits(bytes.toString('utf8'), [])
      expect(Buffer.from(unchanged.text ?? '').equals(bytes)).toBe(true)
    })

    it('is read into what the contract says', () => {
      expect(documentContentSchema.safeParse(readDocument(readSeed(index))).error).toBeUndefined()
    })

    it('says of every line that is not empty what it was taken for', () => {
      const text = readSeed(index)
      const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [at + 1]))
      expect(readDocument(text).lines.map(({ from }) => from)).toEqual(lines)
    })
  },
)

describe('the hosting spike of DEC-020', () => {
  const content = readDocument(readSeed(0))

  it('is the record DEC-020, accepted with option A', () => {
    expect(content.title).toBe('SPIKE: DEC-020 Hosting/Deployment (MVP)')
    expect(content.record).toMatchObject({
      number: 'DEC-020',
      title: 'Hosting/Deployment (MVP)',
      status: 'accepted',
      statusText: 'DEC-020 ist entschieden: Option A (1 Node-Host/Container, Web+Worker zusammen).',
      chosenOption: 'a',
      deciders: [],
      owner: null,
      consequences: null,
    })
    expect(content.record?.hypothesis).toContain('“Serverless only” wird bei LLM/TTS‑Jobs')
    expect(content.record?.context).toMatch(/^Praktisch testbare Grundlage/)
  })

  it('has three options', () => {
    expect(
      content.record?.options.map(({ key, label, title, text }) => [key, label, title, text]),
    ).toEqual([
      ['a', 'A', '1 Node-Host/Container', 'Web/API + Worker (2 Prozesse) auf einer Plattform/VPS'],
      ['b', 'B', 'Vercel (Web) + Worker separat', '(Fly/Render/Railway o.ä.) + managed Postgres'],
      [
        'c',
        'C',
        'Self-host',
        '(z.B. Hetzner) mit Docker + managed Postgres/Storage oder alles selbst',
      ],
    ])
    expect(content.record?.options.map(({ lines }) => lines.from)).toEqual([15, 16, 17])
  })

  it('has five criteria in words and two that end it', () => {
    expect(content.record?.criteria.map(({ key, title, kind }) => [key, title, kind])).toEqual([
      ['worker-betrieb', 'Worker-Betrieb', 'question'],
      ['dx', 'DX', 'question'],
      ['reliability', 'Reliability', 'question'],
      ['eu-eignung', 'EU-Eignung', 'question'],
      ['kosten-ops', 'Kosten/Ops', 'question'],
    ])
    expect(content.record?.criteria[4]?.text).toBe(
      'erwartbare monatliche Grundkosten + “moving parts”',
    )
    expect(content.spike?.abortCriteria.map(({ title }) => title)).toEqual([
      'Option erfordert signifikant mehr Ops/Glue-Code ohne klaren MVP-Mehrwert.',
      'Worker ist nicht zuverlässig betreibbar (häufige Sleeps/Timeouts/Cold starts/keine Healthchecks).',
    ])
  })

  it('is a spike with prerequisites, setup and five test steps, nothing of it run or ticked yet', () => {
    const { spike } = content
    expect(spike).toMatchObject({
      decision: 'DEC-020',
      timeBoxMinutes: null,
      stage: null,
      tests: [],
    })
    expect(spike?.prerequisites.map(({ isTicked }) => isTicked)).toEqual([null, null])
    expect(spike?.prerequisites[0]?.text).toMatch(
      /^`agents\/tasks\/005-repo-bootstrap\.md` ist umgesetzt/,
    )
    expect(spike?.setupSteps.map(({ text }) => text)).toEqual([
      'Staging‑Umgebung anlegen (separate DB + Storage Bucket, EU‑Region wenn möglich).',
      'Secrets/Env Vars definieren:\n- DB URL\n- Storage creds\n- Auth secrets',
      'Sentry/Logs aktivieren (Web + Worker).',
    ])
    expect(spike?.testSteps.map(({ key, title, test }) => [key, title, test])).toEqual([
      ['deploy-web-api', 'Deploy Web/API.', null],
      ['deploy-worker-separater-prozess', 'Deploy Worker (separater Prozess).', null],
      ['smoke-test', 'Smoke-Test', null],
      ['failure-test', 'Failure-Test', null],
      ['ops-test', 'Ops-Test', null],
    ])
    expect(spike?.testSteps[2]?.text).toBe(
      '- `POST` enqueue Job (sleep 10s)\n- UI pollt Status (DEC‑023 Default)\n- Job endet erfolgreich',
    )
    expect(spike?.testSteps[3]?.lines).toEqual({ from: 39, to: 41 })
  })

  it('has an empty result and two follow-ups', () => {
    expect(content.spike).toMatchObject({
      observations: null,
      recommendation: null,
      readiness: 'Kann DEC‑020 auf `decided`?',
    })
    expect(content.record?.followUps.map(({ text }) => text)).toEqual([
      '`planung/entscheidungen.md` (DEC‑020) aktualisieren',
      '`planung/architecture.md` Deployment‑Abschnitt konkretisieren',
    ])
    expect(content.record?.openQuestions).toEqual([])
  })
})

describe('the task ESKS-011', () => {
  const content = readDocument(readSeed(1))

  it('is a record that is still proposed and belongs to nobody', () => {
    expect(content.record).toMatchObject({
      number: 'ESKS-011',
      title: 'Produktions-Infrastruktur-Basis (Staging/Prod)',
      status: 'proposed',
      statusText: 'todo',
      owner: null,
    })
    expect(content.spike).toBeNull()
  })

  it('has acceptance criteria and progress as lists of open tasks', () => {
    expect(content.taskLists.map(({ key, title, items }) => [key, title, items.length])).toEqual([
      ['akzeptanzkriterien', 'Akzeptanzkriterien', 4],
      ['progress-checklist', 'Progress-Checklist', 6],
    ])
    expect(content.taskLists[0]?.items.map(({ text }) => text)).toEqual([
      'Staging-Umgebung ist deploybar und erreichbar.',
      'Backend nutzt konfigurierbare DB/Auth-Settings statt Hardcodes.',
      'Migrationsprozess ist fuer Deploy dokumentiert/automatisiert.',
      'Basis-Logging und Healthchecks funktionieren.',
    ])
    expect(content.taskLists[1]?.items.map(({ text }) => text)).toEqual([
      'Zielarchitektur festlegen (Frontend/Backend/DB Hosting)',
      'Konfig-Hardcodes identifizieren und auf Env umstellen',
      'Terraform-Module fuer Runtime/DB/Secrets erstellen',
      'Staging Deployment aufsetzen',
      'Deploy-/Migration-Runbook dokumentieren',
      'Smoke Tests definieren/automatisieren',
    ])
    const items = content.taskLists.flatMap((list) => list.items)
    expect(
      items.every(
        ({ isTicked, isBlocking, section }) => !isTicked && isBlocking && section === null,
      ),
    ).toBe(true)
  })

  it('has two open questions, a plan of tests and one setting', () => {
    expect(content.record?.openQuestions.map(({ text }) => text)).toEqual([
      'Soll das Frontend auf Vercel bleiben und nur Backend/DB auf AWS laufen?',
      'Welche Mindestanforderungen gelten fuer Datenschutz/Logging-Aufbewahrung?',
    ])
    expect(content.testPlan.map(({ text }) => text)).toEqual([
      'Manuell:\n- Staging Deploy\n- Login-Flow\n- API Healthcheck',
      'Smoke Tests:\n- `/health`\n- Kern-Userflow (Login -> Study)',
    ])
    expect(content.settingNames).toEqual([{ name: 'DATABASE_URL', line: 40 }])
    expect(content.runbooks).toEqual([])
  })
})

describe('the deployment strategy', () => {
  const content = readDocument(readSeed(2))

  it('decides nothing', () => {
    expect(content.record).toBeNull()
    expect(content.spike).toBeNull()
    expect(content.taskLists).toEqual([])
    expect(content.runbooks).toEqual([])
  })

  it('names three stages with their addresses', () => {
    expect(content.stages).toEqual([
      { name: 'Dev', url: 'dev.whatsgonow.com', line: 25 },
      { name: 'Staging', url: 'staging.whatsgonow.com', line: 26 },
      { name: 'Prod', url: 'www.whatsgonow.com', line: 27 },
    ])
  })

  it('names three settings and none of their values', () => {
    expect(content.settingNames).toEqual([
      { name: 'SUPABASE_URL', line: 53 },
      { name: 'SUPABASE_ANON_KEY', line: 54 },
      { name: 'NEXT_PUBLIC_MAPBOX_TOKEN', line: 55 },
    ])
    expect(JSON.stringify(content)).not.toContain('xyz.supabase.co')
  })

  it('sets one limit', () => {
    expect(
      content.targets.map(({ title, operator, threshold, unit }) => [
        title,
        operator,
        threshold,
        unit,
      ]),
    ).toEqual([['Ladezeiten-Ziel', '<', 1.5, 'Sekunden']])
  })
})

describe('the deployment guide', () => {
  const content = readDocument(readSeed(3))

  it('has three runbooks', () => {
    expect(
      content.runbooks.map(({ title, component, symptom, steps }) => [
        title,
        component,
        symptom,
        steps.map(({ text }) => text),
      ]),
    ).toEqual([
      [
        'API-Container startet nicht',
        'api',
        'not-starting',
        [
          'Prüfe die Logs auf Fehlermeldungen',
          'Stelle sicher, dass die Datenbank erreichbar ist',
          'Überprüfe die Umgebungsvariablen',
        ],
      ],
      [
        'Worker-Container startet nicht',
        'worker',
        'not-starting',
        [
          'Prüfe die Logs auf Fehlermeldungen',
          'Stelle sicher, dass der Redis-Service im API-Container läuft',
          'Überprüfe die REDIS_URL-Umgebungsvariable',
        ],
      ],
      [
        'Sonstige Probleme',
        null,
        'other',
        [
          'Prüfe die Health-Check-Endpunkte',
          'Analysiere die Container-Logs',
          'Starte die Container neu, wenn nötig',
        ],
      ],
    ])
  })

  it('names nine settings', () => {
    expect(content.settingNames.map(({ name }) => name)).toEqual([
      'DATABASE_URL',
      'JWT_SECRET',
      'FLASK_SECRET_KEY',
      'OPENAI_API_KEY',
      'STRIPE_API_KEY',
      'STRIPE_WEBHOOK_SECRET',
      'STRIPE_PUBLISHABLE_KEY',
      'LOG_PREFIX',
      'REDIS_URL',
    ])
  })

  it('knows its steps for scaling', () => {
    const scaling = content.lines.filter(({ as }) => as === 'scaling').map(({ from }) => from)
    expect(scaling).toEqual([103, 105, 106])
  })

  it('is no record', () => {
    expect(content.record).toBeNull()
    expect(content.stages).toEqual([])
  })
})

describe('the plan of action', () => {
  const content = readDocument(readSeed(4))

  it('has a checklist of five parts and a list of deliverables, with deadline and owner', () => {
    expect(
      content.taskLists.map(({ key, title, deadline, owner }) => ({ key, title, deadline, owner })),
    ).toEqual([
      {
        key: 'checkliste',
        title: 'Checkliste',
        deadline: '2026-03-03',
        owner: 'DevOps-Lead / Infrastructure-Lead',
      },
      {
        key: 'deliverables',
        title: 'Deliverables bis 2026-03-03 EOD',
        deadline: '2026-03-03',
        owner: 'DevOps-Lead / Infrastructure-Lead',
      },
    ])
    const parts = new Map<string | null, string[]>()
    for (const { section, text } of content.taskLists[0]?.items ?? []) {
      parts.set(section, [...(parts.get(section) ?? []), text])
    }
    expect([...parts]).toEqual([
      [
        'Host und Netz',
        [
          'Zielhost bereitgestellt',
          'SSH-/Admin-Zugang geprüft',
          'Domain zeigt auf Host',
          'Port 443 erreichbar',
          'TLS-Zertifikat aktiv oder beantragt',
        ],
      ],
      [
        'Persistenz',
        [
          '`/var/lib/lifetimecircle/data` angelegt',
          '`/var/lib/lifetimecircle/storage` angelegt',
          '`server/data` auf persistentes `data` verlinkt',
          '`server/storage` auf persistentes `storage` verlinkt',
          'Schreibtest und Neustart-Test durchgeführt',
        ],
      ],
      [
        'Runtime',
        [
          'Repo auf Zielhost ausgecheckt',
          '`rc-2026-03-01` aktiviert',
          '`poetry install` in `server/` erfolgreich',
          '`npm ci && npm run build` in `packages/web/` erfolgreich',
          '`systemd`-Service für API angelegt',
          'Reverse Proxy konfiguriert',
        ],
      ],
      [
        'Staging und Production',
        [
          'Staging nutzt dasselbe Betriebsmodell wie Production',
          '`/api/health` extern erfolgreich',
          '`/health` intern erfolgreich',
          'Frontend-Startseite erfolgreich',
        ],
      ],
      [
        'Backups',
        [
          'Backup oder Snapshot für `/var/lib/lifetimecircle` definiert',
          'Restore-Probe dokumentiert',
        ],
      ],
    ])
    expect(content.taskLists[1]?.items.map(({ text }) => text)).toEqual([
      'Hostname / IP / Domain dokumentiert',
      'Pfadmodell dokumentiert',
      'systemd-Unit dokumentiert',
      'Reverse-Proxy-Konfiguration dokumentiert',
      'Backup-Mechanismus dokumentiert',
      'Staging-URL an Security, SRE und Release kommuniziert',
    ])
  })

  it('has the minimal deployment as a runbook with its commands', () => {
    expect(content.runbooks).toHaveLength(1)
    expect(content.runbooks[0]).toMatchObject({
      key: 'deploy',
      title: 'Minimaler Deploy-Ablauf',
      symptom: 'deploy',
    })
    expect(content.runbooks[0]?.steps.map(({ command }) => command)).toEqual([
      'cd /opt/lifetimecircle/app',
      'git checkout rc-2026-03-01',
      'cd server',
      'poetry install',
      'cd ../packages/web',
      'npm ci',
      'npm run build',
      'rsync -a --delete dist/ /var/www/lifetimecircle/web/dist/',
      'systemctl restart lifetimecircle-api',
      'systemctl reload nginx',
      'curl -fsS https://app.lifetimecircle.de/api/health',
    ])
  })

  it('is no record', () => {
    expect(content.record).toBeNull()
    expect(content.spike).toBeNull()
  })
})
