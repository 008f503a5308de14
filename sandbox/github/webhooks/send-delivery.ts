import type { DeliveryRecord } from '../store/records.ts'

const deadlineMs = 10_000
const keptResponseLength = 10_000

export type DeliveryResult = Pick<
  DeliveryRecord,
  'status' | 'statusCode' | 'durationSeconds' | 'responseBody'
>

/** One attempt, never repeated by itself. Resolves whatever the receiver does. */
export async function sendDelivery(
  url: string,
  headers: Readonly<Record<string, string>>,
  payload: string,
): Promise<DeliveryResult> {
  const startedAt = performance.now()
  const toDuration = () => Math.round((performance.now() - startedAt) / 10) / 100
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.timeout(deadlineMs),
    })
    const responseBody = (await response.text()).slice(0, keptResponseLength)
    const status = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`
    return { status, statusCode: response.status, durationSeconds: toDuration(), responseBody }
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    const status = isLate ? 'timed out' : 'failed to connect to host'
    return { status, statusCode: 0, durationSeconds: toDuration(), responseBody: '' }
  }
}
