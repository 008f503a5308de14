import { runPrepared } from './lib/prepare.mjs'

await runPrepared('scripts/start/main.ts')
