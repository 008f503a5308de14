import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv, type ValidateFunction } from 'ajv'

/** GitHub's published description, as a judge of what the stand-in answers. */
export interface Contract {
  /** `route` as octokit writes it: `GET /repos/{owner}/{repo}`. Throws with the first differences. */
  requireAnswer(route: string, status: number, body: unknown): void
  /** `name` of a schema that answers share. */
  requireSchema(name: string, value: unknown): void
  /** `event` as the description names it: `workflow-run-completed`. */
  requireWebhook(event: string, payload: unknown): void
}

type Json = Readonly<Record<string, unknown>>

const root = 'github'
const jsonTypes = ['application/json', 'application/vnd.github.object'] as const

export function loadContract(): Contract {
  const file = createRequire(import.meta.url).resolve(
    '@octokit/openapi/generated/api.github.com.json',
  )
  const description = toJsonSchema(JSON.parse(readFileSync(file, 'utf8'))) as Json
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, formats })
  ajv.addSchema(description, root)
  const compiled = new Map<string, ValidateFunction>()

  function require(pointer: string, value: unknown) {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `${root}#${pointer}` })
    compiled.set(pointer, validate)
    if (validate(value)) return
    const differences = validate.errors
      ?.slice(0, 8)
      .map(({ instancePath, message }) => `${instancePath} ${message}`)
    throw new Error(`${pointer}\n${differences?.join('\n')}`)
  }

  return {
    requireAnswer(route, status, body) {
      const [method = '', path = ''] = route.split(' ')
      const response = ['paths', path, method.toLowerCase(), 'responses', String(status)]
      const found = follow(description, response)
      const content = isJson(found) && isJson(found.content) ? found.content : null
      if (!found) throw new Error(`${route} has no answer ${status}.`)
      if (!content) return
      const type = jsonTypes.find((candidate) => candidate in content) ?? jsonTypes[0]
      require(toPointer([...response, 'content', type, 'schema']), body)
    },
    requireSchema: (name, value) => require(toPointer(['components', 'schemas', name]), value),
    requireWebhook(event, payload) {
      const schema = [
        'x-webhooks',
        event,
        'post',
        'requestBody',
        'content',
        'application/json',
        'schema',
      ]
      if (!follow(description, schema)) throw new Error(`There is no webhook ${event}.`)
      require(toPointer(schema), payload)
    },
  }
}

const formats = {
  'date-time': (text: string) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text),
  // GitHub answers the empty text for an address nobody gave.
  uri: (text: string) => text === '' || URL.canParse(text),
  email: (text: string) => /^[^@\s]+@[^@\s]+$/.test(text),
  int64: { type: 'number', validate: (value: number) => Number.isSafeInteger(value) },
  'uri-template': true,
  'ssh-key': true,
  'repo.nwo': true,
  'ssh-key fingerprint': true,
  timestamp: true,
  date: true,
  hostname: true,
  ipv4: true,
  double: true,
  float: true,
  binary: true,
} as const

/** OpenAPI 3.0 writes "or null" as `nullable`, which JSON Schema knows beside a type only. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema)
  if (!isJson(node)) return node
  const converted = Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) =>
      key === 'example' || key === 'examples' ? [] : [[key, toJsonSchema(value)]],
    ),
  )
  if (converted.nullable !== true) return converted
  const { nullable: _, ...schema } = converted
  return { anyOf: [schema, { type: 'null' }] }
}

function follow(node: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isJson(value) ? value[key] : undefined), node)
}

function toPointer(path: readonly string[]) {
  return path
    .map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    .join('')
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
