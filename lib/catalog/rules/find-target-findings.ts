import { z } from 'zod'
import type { Finding, ValuePath } from '../yaml-source.ts'
import { findUnknownComponents } from './find-unknown-components.ts'
import { record } from './loose-file.ts'

export function findTargetFindings(
  hosting: Readonly<Record<string, unknown>>,
  path: ValuePath,
  components: readonly string[],
): readonly Finding[] {
  const target = record.parse(hosting.target)
  const mapKey = hosting.kind === 'digitalocean-app-platform' ? 'components' : 'services'
  const mapped = record.parse(target[mapKey])
  const findings: Finding[] = findUnknownComponents(
    Object.keys(mapped),
    (slug) => [...path, mapKey, slug],
    components,
  ).map((finding) => ({ ...finding, atKey: true }))
  const vercel = z.array(z.string()).catch([]).parse(record.parse(target.vercel).components)
  findings.push(
    ...findUnknownComponents(
      vercel,
      (slug) => [...path, 'vercel', 'components', vercel.indexOf(slug)],
      components,
    ),
  )
  if (hosting.kind === 'single-host') {
    for (const [slug, service] of Object.entries(mapped)) {
      findings.push(...findNotExactlyOne(service, [...path, mapKey, slug], 'systemd', 'container'))
    }
  }
  if (hosting.kind === 'digitalocean-app-platform') {
    findings.push(...findNotExactlyOne(target, path, 'appId', 'appName'))
  }
  return findings
}

function findNotExactlyOne(
  value: unknown,
  path: ValuePath,
  first: string,
  second: string,
): readonly Finding[] {
  const keys = record.parse(value)
  const isSound = (keys[first] === undefined) !== (keys[second] === undefined)
  return isSound ? [] : [{ path, code: 'one_of_two', params: { first, second } }]
}
