import type { RecordCase } from './record-case.ts'

/** Free German documents. */
export const germanRecords: readonly RecordCase[] = [
  [
    'mit Umlauten',
    '# DEC-031 Größe der Datenbank\n\n- Status: vorgeschlagen\n\n## Optionen\n\n- klein\n- groß\n',
    {
      number: 'DEC-031',
      title: 'Größe der Datenbank',
      status: 'proposed',
      options: ['klein', 'groß'],
    },
  ],
  [
    'ohne Umlaute',
    '# T\n\n- Status: offen\n\n## Abhaengigkeiten\n\n- x\n\n## Ueberpruefung\n\n2027-01-01\n\n## Entscheidung\n\ny\n',
    { review: '2027-01-01', status: 'proposed' },
  ],
  [
    'entschieden im Satz',
    '# DEC-032 T\n\n## Entscheidung\n\nWir haben entschieden: wir nehmen Option B.\n\n## Optionen\n\n- **A) Eins**: x\n- **B) Zwei**: y\n',
    {
      status: 'accepted',
      chosen: 'Zwei',
      options: ['A) Eins', 'B) Zwei'],
      optionTexts: ['x', 'y'],
    },
  ],
  [
    'noch nicht entschieden',
    '# DEC-033 T\n\n- Status: noch nicht entschieden\n\n## Optionen\n\n- a1\n',
    { status: 'proposed' },
  ],
  ['abgelehnt', '# DEC-034 T\n\n- Status: abgelehnt\n', { status: 'rejected' }],
  ['veraltet', '# DEC-035 T\n\n- Status: `veraltet`\n', { status: 'deprecated' }],
  [
    'ersetzt durch',
    '# DEC-036 T\n\n- Status: ersetzt durch DEC-040\n',
    { status: 'superseded', supersededBy: ['DEC-040'] },
  ],
  [
    'abgelöst von',
    '# DEC-037 T\n\n- Status: abgelöst von DEC-041\n',
    { status: 'superseded', supersededBy: ['DEC-041'] },
  ],
  [
    'ersetzt andere',
    '# DEC-038 T\n\n- Status: angenommen\n- Ersetzt: DEC-001, DEC-002\n',
    { status: 'accepted', supersedes: ['DEC-001', 'DEC-002'] },
  ],
  [
    'Entscheider und Datum',
    '# DEC-039 T\n\n- Status: beschlossen\n- Entscheider: Anna, Jörg und Zoë\n- Datum: 1. März 2026\n- Wiedervorlage: 01.09.2026\n',
    {
      status: 'accepted',
      deciders: ['Anna', 'Jörg', 'Zoë'],
      recorded: '2026-03-01',
      review: '2026-09-01',
    },
  ],
  [
    'entschieden am',
    '# DEC-040 T\n\n- Status: entschieden\n- Entschieden am: 3.4.2026\n',
    { decided: '2026-04-03' },
  ],
  [
    'fette Zeilen statt Liste',
    '# DEC-041 T\n\n**Status:** angenommen  \n**Verantwortlich:** Team Rot  \n**Datum:** 2026-05-06\n\n## Kontext\n\nx\n',
    { status: 'accepted', owner: 'Team Rot', recorded: '2026-05-06', context: 'x', unread: [] },
  ],
  [
    'fette Beschriftung vor dem Doppelpunkt',
    '# DEC-042 T\n\n**Status**: angenommen\n**Verantwortlich**: Anna\n',
    { status: 'accepted', owner: 'Anna' },
  ],
  [
    'Tabelle statt Liste',
    '# DEC-043 T\n\n| Feld | Wert |\n|---|---|\n| Status | angenommen |\n| Entscheider | Anna |\n| Datum | 2026-01-02 |\n\n## Kontext\n\nx\n',
    { status: 'accepted', deciders: ['Anna'], recorded: '2026-01-02' },
  ],
  [
    'Hypothese',
    '# DEC-044 T\n\n## Hypothese\n\nEs reicht.\n\n## Entscheidung\n\nJa.\n',
    { hypothesis: 'Es reicht.', outcome: 'Ja.' },
  ],
  [
    'Ziel statt Kontext',
    '# DEC-045 T\n\n## Ziel\n\nSchneller.\n\n## Entscheidung\n\nJa.\n',
    { context: 'Schneller.' },
  ],
  [
    'Kontext vor Ziel',
    '# DEC-046 T\n\n## Ziel\n\nSchneller.\n\n## Ausgangslage\n\nLangsam.\n\n## Entscheidung\n\nJa.\n',
    { context: 'Langsam.' },
  ],
  [
    'Kontext und Ist-Stand',
    '# DEC-047 T\n\n- Status: todo\n\n## Kontext / Ist-Stand\n\nx\n',
    { context: 'x', status: 'proposed' },
  ],
  [
    'Optionen als Überschriften',
    '# DEC-048 T\n\n## Optionen\n\n### Option A: Eins\n\nText a.\n\n### Option B: Zwei\n\nText b.\n\n- Vorteil: x\n- Nachteil: y\n\n## Entscheidung\n\nOption A\n',
    {
      options: ['A) Eins', 'B) Zwei'],
      chosen: 'Eins',
      optionTexts: ['Text a.', 'Text b.'],
      pros: [[], ['x']],
      cons: [[], ['y']],
    },
  ],
  [
    'Optionen ohne Sammelüberschrift',
    '# DEC-049 T\n\n## Option A: Eins\n\na\n\n## Option B: Zwei\n\nb\n\n## Entscheidung\n\nWir wählen Option B.\n',
    { options: ['A) Eins', 'B) Zwei'], chosen: 'Zwei' },
  ],
  [
    'Varianten',
    '# DEC-050 T\n\n## Varianten\n\n### Variante 1 – Eins\n\na\n\n### Variante 2 – Zwei\n\nb\n',
    { options: ['1) Eins', '2) Zwei'] },
  ],
  [
    'Gewählte Option',
    '# DEC-051 T\n\n## Optionen\n\n- Eins\n- Zwei\n\n## Entscheidung\n\nGewählte Option: "Zwei", weil es passt.\n',
    { chosen: 'Zwei' },
  ],
  [
    'Gewählte Option in deutschen Zeichen',
    '# DEC-052 T\n\n## Optionen\n\n- Eins\n- Zwei\n\n## Entscheidung\n\nGewählte Option: „Eins“, weil es passt.\n',
    { chosen: 'Eins' },
  ],
  [
    'Option verworfen',
    '# DEC-053 T\n\n## Optionen\n\n- **A) Eins**\n- **B) Zwei**\n\n## Entscheidung\n\nOption A wird verworfen. Es bleibt Option B.\n',
    { chosen: 'Zwei' },
  ],
  [
    'Gut, weil',
    '# DEC-054 T\n\n## Optionen\n\n- Eins\n\n## Vor- und Nachteile\n\n### Eins\n\n- Gut, weil schnell\n- Schlecht, weil teuer\n',
    { pros: [['schnell']], cons: [['teuer']] },
  ],
  [
    'Vorteile und Nachteile als Listen',
    '# DEC-055 T\n\n## Optionen\n\n### Eins\n\nVorteile:\n\n- a\n- b\n\nNachteile:\n\n- c\n',
    { options: ['Eins'], pros: [['a', 'b']], cons: [['c']] },
  ],
  [
    'Vorteile in der Option',
    '# DEC-056 T\n\n## Optionen\n\n- **Eins**\n  - Vorteile\n    - a\n  - Nachteile\n    - b\n',
    { options: ['Eins'], pros: [['a']], cons: [['b']] },
  ],
  [
    'Kriterien mit Grenzen in Worten',
    '# DEC-057 T\n\n## Kriterien\n\n- **Ladezeit**: < 1,5 Sekunden\n- **Kosten**: höchstens 50 EUR\n- **Verfügbarkeit**: mindestens 99,5 %\n- **Ruhe**: wie ruhig ist es?\n\n## Entscheidung\n\nx\n',
    {
      criteria: ['Ladezeit', 'Kosten', 'Verfügbarkeit', 'Ruhe'],
      limits: ['< 1.5 Sekunden', '<= 50 EUR', '>= 99.5 %', null],
      kinds: ['must', 'must', 'must', 'question'],
    },
  ],
  [
    'Kriterien mit Messung',
    '# DEC-058 T\n\n## Messkriterien\n\n- **Da sein** `messung: availability 7d >= 99,5 % auf mvp/staging`\n- **Neu starten** `messung: restarts 24h <= 3 component=worker`\n\n## Entscheidung\n\nx\n',
    {
      criteria: ['Da sein', 'Neu starten'],
      limits: ['>= 99.5 %', '<= 3'],
      measures: ['availability 604800 mvp/staging {}', 'restarts 86400  {"component":"worker"}'],
    },
  ],
  [
    'Kriterien mit Gewicht',
    '# DEC-059 T\n\n## Kriterien\n\n- Kosten (Gewicht 3)\n- EU (Muss)\n\n## Entscheidung\n\nx\n',
    { criteria: ['Kosten', 'EU'], kinds: ['score', 'must'], weights: [3, null] },
  ],
  [
    'Bewertung',
    '# DEC-060 T\n\n## Optionen\n\n- **A) Eins**\n- **B) Zwei**\n\n## Bewertung\n\n| Kriterium | Art | Gewicht | Einheit | Ziel | Messung | A | B |\n|---|---|---|---|---|---|---|---|\n| Kosten | Muss | | EUR | <= 50 | | 49,90 – knapp | 1.200 |\n| Laune | Wertung | 2 | | | | 3/5 | |\n| Da sein | Muss | | % | ≥ 99,5 | `messung: availability 7d` | ja | nein – fiel aus ([Beleg](/x)) |\n',
    {
      criteria: ['Kosten', 'Laune', 'Da sein'],
      limits: ['<= 50 EUR', null, '>= 99.5 %'],
      weights: [null, 2, null],
      cells: [
        'kosten/a: 49.9 knapp',
        'kosten/b: 1200',
        'laune/a: 3p',
        'da-sein/a: yes',
        'da-sein/b: no fiel aus',
      ],
      measures: [null, null, 'availability 604800  {}'],
    },
  ],
  [
    'Tabelle ohne Optionen davor',
    '# DEC-061 T\n\n## Optionenvergleich\n\n| Kriterium | Vercel | Fly |\n|---|---|---|\n| Preis | 2 | 3 |\n',
    { options: ['Vercel', 'Fly'], cells: ['preis/vercel: 2p', 'preis/fly: 3p'] },
  ],
  [
    'offene Fragen und Folgearbeiten',
    '# DEC-062 T\n\n- Status: offen\n\n## Offene Fragen\n\n- Warum?\n- [x] Wann?\n\n## Folgearbeiten\n\n- [ ] Doku\n- [x] [Test](https://a.de)\n- ohne Kasten\n',
    {
      questions: ['Warum?', 'Wann?'],
      followUps: [
        ['Doku', false],
        ['[Test](https://a.de)', true],
        ['ohne Kasten', null],
      ],
      tasks: [],
    },
  ],
  [
    'Nächste Schritte',
    '# DEC-063 T\n\n- Status: offen\n\n## Nächste Schritte\n\n1. Eins\n2. Zwei\n',
    {
      followUps: [
        ['Eins', null],
        ['Zwei', null],
      ],
    },
  ],
  [
    'Überschriften mit Bemerkung',
    '# DEC-064 T\n\n## Optionen (max. 3)\n\n- Eins\n\n## Ergebnis (auszufüllen)\n\n- Empfehlung: Eins\n\n## Entscheidung (Stand)\n\nfolgt\n',
    { options: ['Eins'], outcome: 'folgt' },
  ],
  [
    'Überschriften mit Schrägstrich',
    '# DEC-065 T\n\n- Status: offen\n\n## Ziel / Business Value\n\nx\n',
    { context: 'x' },
  ],
  [
    'Spike auf Deutsch',
    '# SPIKE: DEC-066 Warteschlange\n\n- Zeitrahmen: 2 Tage\n\n## Fragestellung\n\nGeht es?\n\n## Testschritte\n\n1. **Starten**: los\n2. Beenden\n\n## Abbruchkriterien\n\n- dauert zu lange\n',
    { record: null, steps: ['Starten', 'Beenden'], abort: ['dauert zu lange'], timeBox: 960 },
  ],
  [
    'Spike mit Prüfung',
    '# SPIKE: DEC-067 T\n\n## Testschritte\n\n1. Smoke\n   ```yaml spike-test\n   name: smoke\n   steps: []\n   ```\n2. Ende\n',
    { record: null, steps: ['Smoke', 'Ende'], tests: ['smoke@smoke'] },
  ],
  [
    'Spike mit Prüfung unter der Liste',
    '# SPIKE: DEC-068 T\n\n## Testschritte\n\n1. Smoke\n\n```yaml spike-test\nname: smoke\nsteps: []\n```\n',
    { tests: ['smoke@smoke'] },
  ],
  [
    'Checkliste mit Frist',
    '# Go-Live\n\n**Owner:** Anna\n\n## Abnahme bis 2026-04-05\n\n- [ ] Eins <!-- id: eins --> <!-- check: port-443 -->\n- [x] Zwei <!-- optional -->\n',
    {
      record: null,
      lists: ['Abnahme bis 2026-04-05'],
      tasks: [
        ['Eins', false],
        ['Zwei', true],
      ],
    },
  ],
  [
    'Checkliste im Titel',
    '# Go-Live-Checkliste\n\n## Netz\n\n- [ ] Port\n\n## Daten\n\n- [x] Backup\n',
    {
      lists: ['Go-Live-Checkliste'],
      tasks: [
        ['Port', false],
        ['Backup', true],
      ],
    },
  ],
  [
    'Aufgaben in Aufgaben',
    '# T\n\n## Checkliste\n\n- [ ] a\n  - [x] b\n  - c\n- [ ] d\n',
    {
      tasks: [
        ['a', false],
        ['b', true],
        ['d', false],
      ],
    },
  ],
  [
    'Runbook',
    '# Betrieb\n\n## Störungen\n\n### Die API startet nicht\n\n1. Log lesen\n2. Neu starten\n\n### Migration schlägt fehl\n\n1. Zurück\n',
    { runbooks: ['api not-starting 2', '- migration 1'] },
  ],
  [
    'Runbook mit Befehlen',
    '# Betrieb\n\n## Deploy-Ablauf\n\n```sh\n# holen\ngit pull\nnpm ci \\\n  --omit=dev\n```\n',
    { runbooks: ['- deploy 2'] },
  ],
  [
    'Umgebungen',
    '# T\n\n| Umgebung | Adresse |\n|---|---|\n| Test | https://t.de |\n| Prod | |\n',
    { stages: ['Test https://t.de', 'Prod -'] },
  ],
  [
    'Einstellungen',
    '# T\n\nSetze `API_KEY` und DATABASE_URL.\n\n```env\nFOO=geheim\nexport BAR_BAZ=geheim\n```\n',
    { settings: ['API_KEY', 'DATABASE_URL', 'FOO', 'BAR_BAZ'] },
  ],
]
