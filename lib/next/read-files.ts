import { invalidInput } from '#lib/core/errors.ts'
import { readBody, readJson } from './read-body.ts'

/**
 * A body with files: a form whose files become `{path, base64}` and whose other fields stand beside `files`, or JSON of
 * that shape.
 */
export async function readFilesOrJson(request: Request, limitBytes: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.toLowerCase().startsWith('multipart/form-data')) return readJson(request, limitBytes)
  const bytes = await readBody(request, limitBytes)
  const form = await parseForm(bytes, type)
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
