import type { Dispatcher } from 'undici'
import { classifyError } from './classify-error.ts'
import { OutboundError, type OutboundFailure, outboundFailure } from './outbound-failure.ts'
import type { HttpTarget } from './parse-target.ts'

export interface ExchangeOptions {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** JSON text. */
  readonly body?: string | undefined
  readonly timeoutMs: number
  /** Bytes of body as they arrive; reading stops there. */
  readonly maxBodyBytes: number
}

/** One request and its answer, redirects not followed. */
export interface ExchangeAnswer {
  readonly ok: true
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
  readonly truncated: boolean
}

const requestHeaders = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Leitstand' }
const jsonHeaders = { ...requestHeaders, 'content-type': 'application/json' }
const maxInformationalAnswers = 8
const noBody = Buffer.alloc(0)

/** Sends one request and settles within its time whatever the other side does; never rejects. */
export function exchange(
  dispatcher: Dispatcher,
  target: HttpTarget,
  options: ExchangeOptions,
): Promise<ExchangeAnswer | OutboundFailure> {
  return new Promise((resolve) => {
    const handler = new ExchangeHandler(options, resolve)
    try {
      dispatcher.dispatch(
        {
          origin: target.origin,
          path: target.path,
          method: options.method,
          ...(options.body === undefined
            ? { headers: requestHeaders }
            : { headers: jsonHeaders, body: options.body }),
        },
        handler,
      )
    } catch (error) {
      handler.settle(classifyError(error, 'exchange'))
    }
  })
}

// A class and not a set of closures: one is created for each of some hundred requests a second.
class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #resolve: (outcome: ExchangeAnswer | OutboundFailure) => void
  readonly #maxBodyBytes: number
  readonly #timer: NodeJS.Timeout
  #controller: Dispatcher.DispatchController | null = null
  #settled = false
  #status = 0
  #informational = 0
  #headers: ExchangeAnswer['headers'] = {}
  #chunks: Buffer[] = []
  #sizeBytes = 0

  constructor(
    options: ExchangeOptions,
    resolve: (outcome: ExchangeAnswer | OutboundFailure) => void,
  ) {
    this.#resolve = resolve
    this.#maxBodyBytes = options.maxBodyBytes
    this.#timer = setTimeout(() => {
      this.#stop(outboundFailure('timed_out', { timeoutMs: String(options.timeoutMs) }))
    }, options.timeoutMs)
  }

  settle(outcome: ExchangeAnswer | OutboundFailure): void {
    this.#settled = true
    clearTimeout(this.#timer)
    this.#resolve(outcome)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#settled) controller.abort(new OutboundError(outboundFailure('connection_lost')))
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: ExchangeAnswer['headers'],
  ): void {
    this.#status = status
    this.#headers = headers
    if (status < 200 && ++this.#informational > maxInformationalAnswers) {
      this.#stop(outboundFailure('answer_not_http'))
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#sizeBytes += chunk.length
    if (this.#sizeBytes > this.#maxBodyBytes) this.#stop(this.#answer())
  }

  onResponseEnd(): void {
    this.settle(this.#answer())
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (!this.#settled) this.settle(classifyError(error, 'exchange'))
  }

  #answer(): ExchangeAnswer {
    const [first = noBody] = this.#chunks
    const body = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first
    return {
      ok: true,
      status: this.#status,
      headers: this.#headers,
      body: body.subarray(0, this.#maxBodyBytes),
      truncated: this.#sizeBytes > this.#maxBodyBytes,
    }
  }

  #stop(outcome: ExchangeAnswer | OutboundFailure): void {
    this.settle(outcome)
    this.#chunks = []
    this.#controller?.abort(new OutboundError(outboundFailure('connection_lost')))
  }
}
