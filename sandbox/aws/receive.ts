import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { AwsCall, AwsOperation, AwsService } from './service.ts'

/** A call before it is known who makes it. */
export interface Received {
  readonly service: AwsService
  readonly operation: AwsOperation
  readonly accessKeyId: string
  readonly sessionToken: string | undefined
  readonly call: Omit<AwsCall, 'principal'>
}

/** What a signature says: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
const authorization =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request,\s*SignedHeaders=[^,]+,\s*Signature=[0-9a-f]{64}$/

const maximumBodyBytes = 4 * 1024 * 1024

export interface Signature {
  readonly accessKeyId: string
  readonly region: string
  /** Signing name. */
  readonly service: string
}

export function findSignature(request: IncomingMessage): Signature | null {
  const [, accessKeyId, region, service] =
    authorization.exec(request.headers.authorization ?? '') ?? []
  return accessKeyId && region && service ? { accessKeyId, region, service } : null
}

/** Finds out what is called; null for an operation the stand-in does not know. */
export async function receive(
  request: IncomingMessage,
  service: AwsService,
  { accessKeyId, region }: Signature,
): Promise<Received | null> {
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://aws')
  const body = await readBody(request)
  const input = parseInput(service, body)
  const operation = findOperation(service, request, { path, query, input })
  if (!operation) return null
  const token = request.headers['x-amz-security-token']
  return {
    service,
    operation,
    accessKeyId,
    sessionToken: typeof token === 'string' ? token : undefined,
    call: {
      operation: operation.name,
      requestId: randomUUID(),
      ...{ region, input, path, query, headers: request.headers },
    },
  }
}

function parseInput({ protocol }: AwsService, body: string): Readonly<Record<string, unknown>> {
  if (protocol === 'query') return Object.fromEntries(new URLSearchParams(body))
  if (protocol !== 'json' || body === '') return {}
  const value: unknown = JSON.parse(body)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function findOperation(
  { protocol, operations }: AwsService,
  request: IncomingMessage,
  { path, query, input }: Pick<AwsCall, 'path' | 'query' | 'input'>,
): AwsOperation | undefined {
  if (protocol === 'query') return operations.find(({ name }) => name === input.Action)
  if (protocol === 'json') {
    const target = String(request.headers['x-amz-target'] ?? '')
    return operations.find(({ name }) => target.endsWith(`.${name}`))
  }
  return operations.find(
    ({ route }) =>
      route !== undefined &&
      route.method === request.method &&
      route.path.test(path) &&
      (route.query === undefined || query.has(route.query)),
  )
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maximumBodyBytes) throw new Error('The body is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
