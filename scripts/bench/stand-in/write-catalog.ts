import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchRepository } from './place.ts'

export interface CatalogSystem {
  readonly slug: string
  /** Slugs; each can be deployed to. */
  readonly stages: readonly string[]
  /** Slug of its only component. Default `web`. */
  readonly component?: string
  /** Further lines of each stage, indented by four. */
  readonly stageLines?: readonly string[]
}

/** A catalog folder with one file per system, all of them deployed from the repository of the stand-in. */
export function writeCatalog(folder: string, systems: readonly CatalogSystem[]): void {
  for (const system of systems) {
    mkdirSync(join(folder, system.slug), { recursive: true })
    writeFileSync(join(folder, system.slug, 'leitstand.yaml'), toText(system))
  }
}

function toText({ slug, stages, component = 'web', stageLines = [] }: CatalogSystem): string {
  const lines = [
    'apiVersion: leitstand/v1',
    `system: ${slug}`,
    `name: ${slug}`,
    'team: bench',
    `repository: ${benchRepository}`,
    'components:',
    `  - { slug: ${component}, name: ${component}, kind: web }`,
    'stages:',
    ...stages.flatMap((stage) => [...toStage(slug, stage), ...stageLines]),
  ]
  return `${lines.join('\n')}\n`
}

/** The workflow is told system and stage, by which the ledger tells the dispatches apart. */
function toStage(system: string, slug: string): string[] {
  return [
    `  - slug: ${slug}`,
    `    name: ${slug}`,
    '    risk: development',
    '    deploy:',
    '      workflow: deploy.yml',
    '      ref: main',
    '      commitInput: commit',
    '      correlationInput: portal_run_id',
    `      inputs: { stage: ${system}/${slug} }`,
    '      verifyWithin: 1m',
  ]
}
