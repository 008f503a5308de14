import { z } from 'zod'
import { parseInput } from './parse-input.ts'

const header = z.object({
  'Idempotency-Key': z
    .string()
    .min(8, 'must have at least 8 characters')
    .max(200, 'must have at most 200 characters')
    .regex(/^[\x21-\x7e]+$/, 'may contain only visible ASCII characters')
    .optional(),
})

/** The header that makes sending a request twice the same as sending it once; undefined when it was not sent. */
export function readIdempotencyKey(request: Request): string | undefined {
  const value = request.headers.get('idempotency-key') ?? undefined
  return parseInput(header, { 'Idempotency-Key': value })['Idempotency-Key']
}
