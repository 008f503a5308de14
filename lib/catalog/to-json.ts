import type { Prisma } from '#lib/generated/prisma/client.ts'

/** A plain value for a JSON column. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  // Safe because what was read back from JSON text is JSON.
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue
}
