import { runPrepared } from './lib/prepare.mjs'

await runPrepared('scripts/test/main.ts')
