import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createContext, jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { createOutboundClient } from '#lib/core/http/outbound-client.ts'
import { newId } from '#lib/core/ids.ts'
import type { Role } from '#lib/core/permissions.ts'
import { startSpikeRunner } from '#lib/spikes/index.ts'
import { startHttp, type TestServer } from '#tests/core/http/servers.ts'
import { createStage, type StageOptions } from '#tests/factories/catalog.ts'

export const as = (role: Role, name: string = role, systems?: readonly string[]) =>
  createContext({
    kind: 'user',
    id: newId(),
    name,
    grants: [{ role, scope: systems ? { systems, teams: [] } : 'all' }],
  })

export interface TestSpike {
  readonly id: string
  readonly decisionId: string
  readonly documentId: string
  readonly stageId: string
  readonly systemId: string
  readonly system: string
  readonly stage: string
}

/** Text of a spike with these tests below its steps. */
export const toSpikeText = (tests: readonly string[], more = '') => `# SPIKE: DEC-020 Hosting (MVP)

## Voraussetzungen / Prereqs
- Web und Worker laufen lokal.

### Testschritte (reproduzierbar)
${tests.map((test, index) => `${index + 1}. Schritt ${index + 1}\n\n\`\`\`yaml spike-test\n${test.trim()}\n\`\`\`\n`).join('\n')}
## Messkriterien
- **Verfügbarkeit**: \`messung: availability 1h >= 99.5 %\`
- **Restore**: \`messung: restore-duration <= 30 min\`
- **DX**: Zeit bis “staging läuft”

## Abbruchkriterien
- Fehler im Log: \`messung: log-errors 1h <= 5\`
- Worker ist nicht zuverlässig betreibbar.
${more}`

/** A spike with its decision and document on a stage of its own, as the store of documents would keep it. */
export async function createSpike(
  content: string,
  options: StageOptions & { readonly url?: string } = {},
): Promise<TestSpike> {
  const { url, ...stageOptions } = options
  const stage = await createStage({ stage: 'staging', risk: 'staging', ...stageOptions })
  if (url) await getDb().stage.update({ where: { id: stage.id }, data: { url } })
  const createDocument = (title: string, text: string) =>
    getDb().document.create({
      data: {
        home: 'portal',
        systemId: stage.systemId,
        title,
        content: text,
        contentHash: createHash('sha256').update(text).digest('hex'),
        createdBy: 'emil',
        updatedBy: 'emil',
        versions: { create: { number: 1, content: text, origin: 'created', author: 'emil' } },
      },
    })
  const record = await createDocument('Hosting', '# DEC-020 Hosting\n')
  const decisionId = `DEC-${newId().slice(0, 8)}`
  await getDb().decision.create({
    data: {
      id: decisionId,
      documentId: record.id,
      number: 'DEC-020',
      title: 'Hosting',
      status: 'proposed',
      deciders: [],
      supersedes: [],
      supersededBy: [],
    },
  })
  const document = await createDocument('Spike', content)
  const { id } = await getDb().spike.create({
    data: {
      decisionId,
      documentId: document.id,
      stageId: stage.id,
      title: 'SPIKE: DEC-020 Hosting (MVP)',
      createdBy: 'emil',
    },
  })
  return {
    ...{ id, decisionId, documentId: document.id, stageId: stage.id },
    ...{ systemId: stage.systemId, system: stage.system.slug, stage: stage.slug },
  }
}

export interface JobServer {
  readonly server: TestServer
  /** Method and path of every request. */
  readonly requests: readonly string[]
  /** Jobs that were really made. */
  readonly made: () => number
  readonly connectTo: string
}

export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  serve: () => void,
) => void

/** A stage at http://stage.test that makes jobs, which succeed at the third look. */
export async function startJobServer(handle: Handler = (_q, _s, serve) => serve()) {
  const requests: string[] = []
  const looks = new Map<string, number>()
  const server = await startHttp((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    handle(request, response, () => serve(request, response))
  })
  function serve(request: IncomingMessage, response: ServerResponse) {
    response.setHeader('content-type', 'application/json')
    if (request.method === 'POST') {
      const id = `job-${looks.size + 1}`
      looks.set(id, 0)
      response.writeHead(202).end(JSON.stringify({ id, status: 'queued' }))
      return
    }
    const [, id = ''] = /^\/api\/jobs\/(.+)$/.exec(request.url ?? '') ?? []
    const seen = looks.get(id)
    if (seen === undefined) return response.writeHead(404).end('{}')
    looks.set(id, seen + 1)
    const status = seen >= 2 ? 'succeeded' : 'running'
    response.end(JSON.stringify({ id, status, effects: 1, attempts: 2 }))
  }
  return {
    server,
    requests,
    made: () => looks.size,
    connectTo: `stage.test:80=127.0.0.1:${server.port}`,
  } satisfies JobServer
}

/** Works on runs in this process until disposed. */
export function startRunner(connectTo: string): AsyncDisposable {
  const outbound = createOutboundClient({ allow: '', connectTo })
  const end = new AbortController()
  const world = { outbound, ctx: jobContext('test') }
  const running = startSpikeRunner({ signal: end.signal, world })
  return {
    async [Symbol.asyncDispose]() {
      end.abort()
      await running
      await outbound.close()
    },
  }
}
