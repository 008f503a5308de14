import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkout } from './checkout.ts'
import { writePrivateFile } from './private-file.ts'
import { runNode } from './run-node.ts'

/** Writes the types of the routes, which the pages name without importing them. */
export async function generateRouteTypes(signal: AbortSignal): Promise<void> {
  await runNode({
    title: 'Generating the types of the routes',
    args: ['node_modules/next/dist/bin/next', 'typegen'],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_TSCONFIG: createTypeScriptConfig('.next/typegen'),
    },
    signal,
  })
}

/** Next rewrites the TypeScript configuration it is given; this one is its own. Answers its path. */
export function createTypeScriptConfig(name: string): string {
  const file = `${name}.tsconfig.json`
  const above = dirname(file)
    .split('/')
    .map(() => '..')
    .join('/')
  mkdirSync(join(checkout, dirname(file)), { recursive: true })
  const text = JSON.stringify({ extends: `${above}/tsconfig.json` })
  writePrivateFile(join(checkout, file), text, 0o644)
  return file
}
