import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './lib/checkout.ts'
import { renderSettings } from './lib/settings-example.ts'

writeFileSync(join(checkout, '.env.example'), renderSettings())
