import type { CheckName } from '../vocabulary.ts'
import type { CheckRequest } from './parse-check.ts'

/** What is known where the text stands. */
export interface SuggestionContext {
  /** Slugs and names of the system's components. */
  readonly components: readonly { readonly slug: string; readonly name: string }[]
}

interface Pattern {
  /** Tried on the text in lower case with umlauts written out. */
  readonly words: RegExp
  readonly unless?: RegExp
  readonly check: CheckName
  /** Null: the words alone are not enough to ask. */
  readonly toParameters?: (
    text: string,
    context: SuggestionContext,
  ) => CheckRequest['parameters'] | null
}

const path = /(?:^|[\s`"'(])(\/[a-z0-9][a-z0-9/_.-]*)/i
const tag = /\b((?:v|rc-|release-)\d[\w.-]*)/i
const written = /dokumentiert|documented|beschrieben|described/

const testNamed = (test: string) => () => ({ test })

/** German and English words of go-live lists, and the question each stands for. */
const patterns: readonly Pattern[] = [
  {
    words: /\bport 443\b|\bhttps\b.*(erreichbar|reachable)|domain (zeigt|points)/,
    check: 'port-443',
  },
  { words: /zertifikat|certificate|\btls\b|\bssl\b/, check: 'certificate' },
  {
    words: /\bssh\b|admin-zugang|admin access|(ziel)?host (bereit|provision)/,
    check: 'platform-access',
  },
  {
    words: /\bintern\b|\binternal(ly)?\b|inside|reverse.?proxy/,
    unless: written,
    check: 'health-inside',
  },
  {
    words:
      /health.*(extern|outside|oeffentlich|public)|(extern|outside|public).*health|healthcheck|health check|erreichbar\.?$|reachable\.?$/,
    unless: /\bintern\b|\binternal(ly)?\b|port 443/,
    check: 'health-outside',
    toParameters: (text) => toNamed('path', path.exec(text)?.[1]),
  },
  { words: /startseite|start page|home ?page|landing page/, check: 'frontend-start-page' },
  {
    words: /(selbe|gleiche|same).*(betriebsmodell|hosting|plattform|operating model|platform)/,
    check: 'same-hosting',
  },
  {
    words: /restore|wiederherstell|rueckspiel|recovery (test|drill)/,
    check: 'restore-test',
  },
  {
    words: /backup|snapshot|datensicherung/,
    unless: /restore|wiederherstell/,
    check: 'backup-policy',
  },
  {
    words:
      /umgebungsvariable|env(ironment)? var|secrets? |settings|konfig.*(env|hardcode)|hardcode/,
    check: 'settings-present',
  },
  {
    words:
      /(andere|verschieden|getrennt|different|separate).*(secret|schluessel|key|datenbank|database)/,
    check: 'settings-differ',
  },
  { words: /\beu\b|frankfurt|eu-central|dsgvo|gdpr|\bregion\b/, check: 'region' },
  {
    words: /log.*(aufbewahr|retention|loesch)|(aufbewahr|retention).*log/,
    check: 'log-retention',
  },
  { words: /migration/, check: 'deploy-workflow', toParameters: () => ({ step: 'migrat' }) },
  {
    words: /deploybar|deployable|deployment (aufsetz|set up)|deploy.*(erfolg|succe)/,
    check: 'deployment',
  },
  {
    words:
      /aktiviert|activated|ausgerollt|rolled out|deployed|laeuft|running|ausgecheckt|checked out/,
    check: 'running-release',
    toParameters: (text) => toNamed('ref', tag.exec(text)?.[1]),
  },
  {
    words: /systemd|\bservice\b|\bunit\b|prozess laeuft|process runs/,
    unless: written,
    check: 'service-unit',
    toParameters: (text, context) => toNamed('component', findComponent(text, context)),
  },
  {
    words: /(angelegt|created|exists|vorhanden)/,
    check: 'data-path',
    toParameters: (text) => {
      const found = path.exec(text)?.[1]
      return found ? { path: found } : null
    },
  },
  { words: /schreibtest|write test/, check: 'spike-test', toParameters: testNamed('write') },
  { words: /neustart|restart/, check: 'spike-test', toParameters: testNamed('restart') },
  { words: /smoke/, check: 'spike-test', toParameters: testNamed('smoke') },
]

const most = 3

/** Checks the words of an item may mean, best first. They are offered; nothing is bound by itself. */
export function suggestChecks(text: string, context: SuggestionContext): readonly CheckRequest[] {
  const plain = toPlain(text)
  return patterns
    .flatMap(({ words, unless, check, toParameters }): CheckRequest[] => {
      if (!words.test(plain) || unless?.test(plain)) return []
      const parameters = toParameters ? toParameters(text, context) : {}
      return parameters ? [{ check, parameters }] : []
    })
    .slice(0, most)
}

function toPlain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
}

const toNamed = (name: string, value: string | undefined) => (value ? { [name]: value } : {})

function findComponent(text: string, { components }: SuggestionContext): string | undefined {
  const words = new Set(text.toLowerCase().split(/[^\p{L}\p{N}-]+/u))
  return components.find(
    ({ slug, name }) => words.has(slug.toLowerCase()) || words.has(name.toLowerCase()),
  )?.slug
}
