import { z } from 'zod'
import { catalogFileSchema } from './file-schemas.ts'

/** The catalog file for editors: what authors write, so values with a default may be left out. */
export function toJsonSchema(): object {
  return {
    ...z.toJSONSchema(catalogFileSchema, { io: 'input' }),
    $id: 'leitstand.schema.json',
    title: 'leitstand.yaml',
    description:
      'One system: its components, its stages, how it is deployed and how its health is measured.',
  }
}
