import { randomUUID } from 'node:crypto'
import {
  type AwsCall,
  type AwsFailure,
  type AwsProtocol,
  type AwsService,
  RawAnswer,
} from './service.ts'
import { toXml, XmlList } from './xml.ts'

type Request = Pick<AwsCall, 'operation' | 'requestId'>
type Encode = (service: AwsService, request: Request, result: unknown) => RawAnswer

/** A successful answer as the service's protocol wants it. */
export function encodeResult(service: AwsService, request: Request, result: unknown): RawAnswer {
  if (result instanceof RawAnswer) return result
  return encoders[service.protocol](service, request, result)
}

const encoders: Record<AwsProtocol, Encode> = {
  json: (_service, { requestId }, result) => json(200, result ?? {}, requestId),
  query: ({ namespace }, { operation, requestId: RequestId }, result) =>
    xml(
      200,
      toXml(
        `${operation}Response`,
        { [`${operation}Result`]: result ?? {}, ResponseMetadata: { RequestId } },
        namespace,
      ),
      RequestId,
    ),
  // The result is one object whose only field is the root element.
  'rest-xml': ({ namespace }, { requestId }, result) =>
    xml(200, toRoot(result, namespace), requestId),
  s3: ({ namespace }, { requestId }, result) => xml(200, toRoot(result, namespace), requestId),
}

export function encodeFailure(
  protocol: AwsProtocol,
  { code, message, status }: Pick<AwsFailure, 'code' | 'message' | 'status'>,
): RawAnswer {
  if (protocol === 'json') return json(status, { __type: code, message })
  const RequestId = randomUUID()
  if (protocol === 's3') {
    return xml(status, toXml('Error', { Code: code, Message: message, RequestId }))
  }
  const refusal = { Type: 'Sender', Code: code, Message: message }
  return xml(status, toXml('ErrorResponse', { Error: refusal, RequestId }))
}

/** Nothing of it is what the operation answers. */
export function encodeWrongShape(protocol: AwsProtocol): RawAnswer {
  return protocol === 'json'
    ? json(200, { unexpected: [{ shape: true }] })
    : xml(200, toXml('Surprise', { Unexpected: new XmlList('Shape', [true]) }))
}

export function html(status: number, title: string): RawAnswer {
  const body = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
  return new RawAnswer(status, { 'content-type': 'text/html' }, body)
}

function json(status: number, value: unknown, requestId: string = randomUUID()) {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId }
  return new RawAnswer(status, headers, JSON.stringify(value))
}

function xml(status: number, content: string, requestId: string = randomUUID()) {
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }
  return new RawAnswer(status, headers, `<?xml version="1.0" encoding="UTF-8"?>\n${content}`)
}

function toRoot(result: unknown, namespace: string | undefined) {
  const [[name, value] = ['Result', {}]] = Object.entries(result ?? {})
  return toXml(name, value, namespace)
}
