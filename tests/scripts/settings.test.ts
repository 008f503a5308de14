import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { envSchema } from '#lib/core/env.ts'
import { checkout } from '#scripts/lib/checkout.ts'
import { renderSettings } from '#scripts/lib/settings-example.ts'

it('.env.example says exactly what the settings schema says', () => {
  expect(readFileSync(join(checkout, '.env.example'), 'utf8')).toBe(renderSettings())
})

it('every setting is described in .env.example', () => {
  const described = [...renderSettings().matchAll(/^(# .+\n)+# ([A-Z_]+)=/gm)].map(
    ([, , name]) => name,
  )

  expect(described).toEqual(Object.keys(envSchema.shape))
})
