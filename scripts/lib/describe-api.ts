import { z } from 'zod'
import type { RouteDefinition } from '#lib/next/define-route.ts'
import manifest from '../../package.json' with { type: 'json' }

export interface RouteModule {
  /** Path of the file below the checkout, e.g. `app/api/v1/board/route.ts`. */
  readonly file: string
  readonly exports: Readonly<Record<string, unknown>>
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'reason', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What failed, on which thing, what to do next.' },
    code: { type: 'string' },
    reason: { type: 'string', description: 'Stable word to react to.' },
    requestId: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

/** OpenAPI 3.1 document of the given route files. */
export function describeApi(modules: readonly RouteModule[]): object {
  const shapes = createShapes()
  const paths = modules.map((module) => [toPath(module.file), toOperations(shapes, module)])
  return {
    openapi: '3.1.0',
    info: {
      title: 'Leitstand API',
      version: manifest.version,
      description:
        'Calls carry `Authorization: Bearer <API token>`. Errors are application/problem+json.',
    },
    security: [{ token: [] }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problem, ...shapes.named },
    },
  }
}

function toPath(file: string): string {
  return `/${file
    .replace(/^app\//, '')
    .replace(/\/route\.ts$/, '')
    .replace(/\[([^\]]+)\]/g, '{$1}')}`
}

function toOperations(shapes: Shapes, { exports }: RouteModule): object {
  const operations = methods.flatMap((method) => {
    const definition = findDefinition(exports[method])
    return definition ? [[method.toLowerCase(), toOperation(shapes, definition)] as const] : []
  })
  return Object.fromEntries(operations)
}

function findDefinition(handler: unknown): RouteDefinition | null {
  if (typeof handler !== 'function' || !('definition' in handler)) return null
  // Safe because `defineRoute` is the only place that puts a definition on a handler.
  return handler.definition as RouteDefinition
}

function toOperation(
  { toSchema }: Shapes,
  { summary, params, query, body, response, status = 200 }: RouteDefinition,
): object {
  const toParameters = (schema: z.ZodType | undefined, place: 'path' | 'query') =>
    schema ? describeParameters(toSchema(schema, 'input'), place) : []
  return {
    summary,
    parameters: [...toParameters(params, 'path'), ...toParameters(query, 'query')],
    ...(body
      ? { requestBody: { required: true, content: toContent(toSchema(body, 'input')) } }
      : {}),
    responses: {
      [status]: {
        description: 'Done.',
        ...(response ? { content: toContent(toSchema(response, 'output')) } : {}),
      },
      default: {
        description: 'A problem.',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  }
}

function toContent(schema: object): object {
  return { 'application/json': { schema } }
}

function describeParameters(schema: object, place: 'path' | 'query'): readonly object[] {
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, object>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

interface Shapes {
  /** Schemas that carry an id, by that id. */
  readonly named: Readonly<Record<string, object>>
  readonly toSchema: (schema: z.ZodType, io: 'input' | 'output') => object
}

const place = '#/components/schemas/'

/** Turns schemas into JSON Schema; those with an id stand once, everywhere else refers to them. */
function createShapes(): Shapes {
  const named: Record<string, object> = {}
  function toSchema(schema: z.ZodType, io: 'input' | 'output'): object {
    const written = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      target: 'draft-2020-12',
    })
    // Safe because text that was made from JSON is JSON again.
    const {
      $schema: _dialect,
      $defs = {},
      id,
      ...rest
    } = JSON.parse(JSON.stringify(written).replaceAll('"#/$defs/', `"${place}`)) as {
      $schema?: string
      $defs?: Record<string, object>
      id?: string
    }
    for (const [name, { id: _name, ...shape }] of Object.entries<{ id?: string }>($defs)) {
      keep(name, shape)
    }
    if (id === undefined) return rest
    keep(id, rest)
    return { $ref: `${place}${id}` }
  }
  function keep(name: string, shape: object): void {
    const known = named[name]
    if (known && JSON.stringify(known) !== JSON.stringify(shape)) {
      throw new Error(`Two shapes are called ${name}.`)
    }
    named[name] = shape
  }
  return { named, toSchema }
}
