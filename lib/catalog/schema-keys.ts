import { z } from 'zod'
import type { ValuePath } from './yaml-source.ts'

/** The keys a schema allows at a path; the value decides between the members of a union. */
export function listKeysAt(schema: z.ZodType, value: unknown, path: ValuePath): readonly string[] {
  let current: unknown = schema
  let inside = value
  for (const step of path) {
    current = toMember(unwrap(current, inside), step)
    inside = inside instanceof Object ? Reflect.get(inside, step) : undefined
  }
  const target = unwrap(current, inside)
  return target instanceof z.ZodObject ? Object.keys(target.shape) : []
}

function unwrap(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return unwrap(schema.unwrap(), value)
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = schema.def
    const written = value instanceof Object ? Reflect.get(value, discriminator) : undefined
    return schema.options.find(
      (option) =>
        option instanceof z.ZodObject && option.shape[discriminator]?.safeParse(written).success,
    )
  }
  return schema
}

function toMember(schema: unknown, step: string | number): unknown {
  if (schema instanceof z.ZodObject) return schema.shape[step]
  if (schema instanceof z.ZodArray) return schema.element
  return schema instanceof z.ZodRecord ? schema.valueType : undefined
}
