import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { checkout } from '#scripts/lib/checkout.ts'
import type { Check } from './check.ts'

/**
 * Oldest versions without a known hole in how we use them. Package registries do not all answer
 * `npm audit`, so the floors are kept here.
 */
const floors: Readonly<Record<string, string>> = {
  // Remote code execution in the image optimiser before this one:
  // https://github.com/vercel/next.js/security/advisories/GHSA-2xp9-vwfh-vxw4
  next: '16.3.3',
  'next-auth': '4.24.15',
  // Remote code execution and denial of service in server components:
  // https://react.dev/blog/2025/12/03/critical-security-vulnerability-in-react-server-components
  react: '19.2.6',
  'react-dom': '19.2.6',
}

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })),
})

export const versionFloorsCheck: Check = {
  title: 'Versions without known holes',
  async run() {
    const lock = readFileSync(join(checkout, 'package-lock.json'), 'utf8')
    return findOutdated(lockSchema.parse(JSON.parse(lock)).packages)
  },
}

/** Every installed copy counts, not only the one at the top. */
export function findOutdated(
  packages: Readonly<Record<string, { version?: string | undefined }>>,
): readonly string[] {
  return Object.entries(floors).flatMap(([name, floor]) => {
    const copies = Object.entries(packages).filter(([path]) =>
      path.endsWith(`node_modules/${name}`),
    )
    if (copies.length === 0) return [`${name} is not in package-lock.json.`]
    return copies
      .filter(([, { version = '0' }]) => isOlder(version, floor))
      .map(([path, { version }]) => `${path} is ${version}, older than ${floor}.`)
  })
}

function isOlder(version: string, floor: string): boolean {
  const [own, least] = [version, floor].map((text) => text.split(/[.-]/).map(Number))
  for (const index of [0, 1, 2]) {
    const difference = (own?.[index] ?? 0) - (least?.[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  // Of the same numbers, a pre-release is the older one.
  return version.includes('-')
}
