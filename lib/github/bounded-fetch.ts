const maxBodyBytes = 32 * 1024 * 1024

/** Fetch that stops reading an answer larger than anything GitHub sends here. */
export async function boundedFetch(input: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  if (!response.body) return response
  const { status, statusText, headers } = response
  const bounded = new Response(response.body.pipeThrough(limitBytes(maxBodyBytes)), {
    status,
    statusText,
    headers,
  })
  Object.defineProperty(bounded, 'url', { value: response.url })
  return bounded
}

function limitBytes(maximum: number): TransformStream<Uint8Array, Uint8Array> {
  let size = 0
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength
      if (size > maximum) controller.error(new Error(`The answer exceeds ${maximum} bytes.`))
      else controller.enqueue(chunk)
    },
  })
}
