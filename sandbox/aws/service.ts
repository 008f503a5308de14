/** How a service speaks: https://smithy.io/2.0/aws/protocols/index.html */
export type AwsProtocol = 'json' | 'query' | 'rest-xml' | 's3'

/** A service of AWS as far as the product uses it. */
export interface AwsService {
  /** Name in the scope of a signature, e.g. `ecs`; by it a call finds its service. */
  readonly signingName: string
  readonly protocol: AwsProtocol
  /** Namespace of its XML answers. */
  readonly namespace?: string
  readonly operations: readonly AwsOperation[]
}

export interface AwsOperation {
  /** As the API reference calls it, e.g. `DescribeServices`. */
  readonly name: string
  /** Only for services that are called by path: `GET`, and a pattern over path and query, e.g. `/{bucket}?list-type=2`. */
  readonly route?: { readonly method: string; readonly path: RegExp; readonly query?: string }
  /** Throws `AwsFailure` to refuse. Protocol `json` sends the value as JSON, the others as elements of the result. */
  readonly handle: (call: AwsCall) => unknown
  /** What a missing permission looks like where AWS answers with nothing instead of an error. */
  readonly empty?: unknown
}

export interface AwsCall {
  readonly operation: string
  /** Sent along with the answer. */
  readonly requestId: string
  readonly region: string
  /** ARN of who signed. */
  readonly principal: string
  /** JSON body, or the form fields as text. */
  readonly input: Readonly<Record<string, unknown>>
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/** Refusal in the words of AWS. */
export class AwsFailure extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** An answer that is not one document, such as an event stream, or one with headers of its own. */
export class RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | AsyncIterable<Uint8Array>

  constructor(
    status: number,
    headers: Readonly<Record<string, string>>,
    body: string | Buffer | AsyncIterable<Uint8Array>,
  ) {
    this.status = status
    this.headers = headers
    this.body = body
  }
}
