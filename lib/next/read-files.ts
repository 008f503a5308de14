import { invalidInput } from '#lib/core/errors.ts'
import { readBody, readJson } from './read-body.ts'

/**
 * A body with files: a form whose files become `{path, base64}` and whose other fields stand beside `files`; JSON of
 * that shape; or one Markdown text, its name and the other fields in the address.
 */
export async function readFilesOrJson(request: Request, limitBytes: number): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').toLowerCase()
  if (type.startsWith('multipart/form-data')) return readForm(request, limitBytes)
  if (type.startsWith('text/markdown')) return readText(request, limitBytes)
  return readJson(request, limitBytes)
}

async function readText(request: Request, limitBytes: number): Promise<unknown> {
  const { path = 'document.md', ...fields } = Object.fromEntries(new URL(request.url).searchParams)
  const base64 = Buffer.from(await readBody(request, limitBytes)).toString('base64')
  return { ...fields, files: [{ path, base64 }] }
}

async function readForm(request: Request, limitBytes: number): Promise<unknown> {
  const bytes = await readBody(request, limitBytes)
  const form = await parseForm(bytes, request.headers.get('content-type') ?? '')
  const files: { path: string; base64: string }[] = []
  const fields: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value
    else {
      const content = Buffer.from(await value.arrayBuffer())
      files.push({ path: value.name, base64: content.toString('base64') })
    }
  }
  return { ...fields, files }
}

async function parseForm(bytes: Uint8Array, type: string): Promise<FormData> {
  try {
    return await new Response(Buffer.from(bytes), { headers: { 'content-type': type } }).formData()
  } catch {
    throw invalidInput('The form could not be read.', { reason: 'not_a_form' })
  }
}
