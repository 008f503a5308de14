import { Problem } from '#scripts/lib/problem.ts'
import { runNode } from '#scripts/lib/run-node.ts'
import type { Check } from './check.ts'

/** What existing tools check, each with its own configuration file at the root. */
export const toolChecks: readonly Check[] = [
  createToolCheck('Format and lint', [
    ...['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
    ...['--max-diagnostics=20', '--diagnostic-level=warn'],
  ]),
  createToolCheck('Types', ['node_modules/typescript/bin/tsc', '--noEmit', '--project', '.']),
  createToolCheck('Direction of imports', [
    ...['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config'],
    ...['.dependency-cruiser.cjs', 'app', 'components', 'lib', 'sandbox', 'scripts'],
  ]),
  createToolCheck('Dead code', ['node_modules/knip/bin/knip.js', '--no-progress']),
]

function createToolCheck(title: string, args: readonly string[]): Check {
  return {
    title,
    async run(signal) {
      try {
        await runNode({ title, args, env: { ...process.env, NO_COLOR: '1' }, signal })
        return []
      } catch (error) {
        if (error instanceof Problem) return [error.message]
        throw error
      }
    },
  }
}
