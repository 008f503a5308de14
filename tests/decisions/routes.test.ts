import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET as getOne, PATCH } from '#app/api/v1/decisions/[id]/route.ts'
import { POST as importPost } from '#app/api/v1/decisions/import/route.ts'
import { POST as createPost, GET as listGet } from '#app/api/v1/decisions/route.ts'
import { createApiToken } from '#lib/auth/index.ts'
import { operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { decisionDetailSchema, importedDecisionsSchema } from '#lib/decisions/index.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { provideIdentities } from '../auth/settings.ts'
import { toRecordText } from './texts.ts'

provideIdentities()
useDatabase()

let authorization = ''
beforeAll(async () => {
  const { token } = await createApiToken(operatorContext(), { name: 'ci', role: 'engineer' })
  authorization = `Bearer ${token}`
})
beforeEach(async () => {
  await getDb().$executeRawUnsafe('TRUNCATE document, decision CASCADE')
})

const at = (path: string) => `http://127.0.0.1:4321/api/v1/decisions${path}`
const request = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  new Request(at(path), { ...init, headers: { authorization, ...init.headers } })
const sendJson = (method: string, path: string, body: unknown) =>
  request(path, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
const segment = (params: Record<string, string> = {}) => ({ params: Promise.resolve(params) })
const text = `\ufeff${toRecordText()}`
const create = () => createPost(sendJson('POST', '', { content: text }), segment())

describe('the API of records', () => {
  it('creates a record from a text, byte for byte, and says where it is', async () => {
    const answer = await create()
    expect(answer.status).toBe(201)
    expect(answer.headers.get('location')).toBe('/api/v1/decisions/DEC-001')
    expect(decisionDetailSchema.parse(await answer.json())).toMatchObject({ content: text })
    const list = await listGet(request('?q=host&limit=5'), segment())
    expect(await list.json()).toMatchObject({ total: 1, items: [{ id: 'DEC-001' }] })
  })

  it('hands out the text as Markdown that is asked for by its hash', async () => {
    await create()
    const answer = await getOne(request('/DEC-001.md'), segment({ id: 'DEC-001.md' }))
    expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(text))
    const etag = answer.headers.get('etag') ?? ''
    const again = request('/DEC-001.md', { headers: { 'if-none-match': etag } })
    expect((await getOne(again, segment({ id: 'DEC-001.md' }))).status).toBe(304)
  })

  it('answers two who save the same lines with 409 and all three texts', async () => {
    await create()
    const save = (content: string) =>
      PATCH(sendJson('PATCH', '/DEC-001', { content, baseVersion: 1 }), segment({ id: 'DEC-001' }))
    const mine = text.replace('simple', 'mine')
    const yours = text.replace('simple', 'yours')
    expect((await save(mine)).status).toBe(200)
    const answer = await save(yours)
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({
      ...{ reason: 'document_changed', base: text, theirs: mine, yours, currentVersion: 2 },
      hunks: [{ yours: { text: expect.stringContaining('yours') } }],
    })
  })

  it('answers a record of 4 MB with 413 and the limit', async () => {
    await create()
    const body = { content: 'x'.repeat(4_000_000), baseVersion: 1 }
    const answer = await PATCH(sendJson('PATCH', '/DEC-001', body), segment({ id: 'DEC-001' }))
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({
      detail: 'content is too large: 4000000 bytes, at most 1048576.',
    })
  })

  it.each([
    ['content', 'a\0b', 'contains an invisible character at position 2'],
    ['reason', 'be\u200bcause', 'contains an invisible character at position 3'],
  ])('names the place of an invisible character in %s', async (field, value, message) => {
    await create()
    const body = { content: 'x', baseVersion: 1, [field]: value }
    const answer = await PATCH(sendJson('PATCH', '/DEC-001', body), segment({ id: 'DEC-001' }))
    expect(answer.status).toBe(400)
    expect((await answer.json()).detail).toContain(message)
  })

  it('imports files of a form as they are', async () => {
    const form = new FormData()
    form.append('files', new File([text], 'good.md'))
    form.append('files', new File([new Uint8Array([0x61, 0xff])], 'broken.md'))
    const answer = await importPost(request('/import', { method: 'POST', body: form }), segment())
    const { files } = importedDecisionsSchema.parse(await answer.json())
    expect(files).toMatchObject([
      { path: 'good.md', outcome: 'created', decisionId: 'DEC-001' },
      { path: 'broken.md', outcome: 'refused', fault: { message: 'is not UTF-8 at byte 2' } },
    ])
  })

  it('imports one Markdown text as it is', async () => {
    const headers = { 'content-type': 'text/markdown; charset=utf-8' }
    const answer = await importPost(
      request('/import?path=good.md', { method: 'POST', body: text, headers }),
      segment(),
    )
    const { files } = importedDecisionsSchema.parse(await answer.json())
    expect(files).toMatchObject([{ path: 'good.md', outcome: 'created', decisionId: 'DEC-001' }])
    const { content } = await getDb().document.findFirstOrThrow()
    expect(content).toBe(text)
  })
})
