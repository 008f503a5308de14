import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseCatalogText, toClaimProblem } from '#lib/catalog/parse-catalog-text.ts'
import { type CatalogProblem, toProblemLine } from '#lib/catalog/problems.ts'
import { listCatalogFiles } from '#lib/catalog/read-folder-source.ts'

export interface Validation {
  readonly lines: readonly string[]
  readonly isSound: boolean
}

/** Checks files and folders the way the portal reads them, two files that claim one system included. */
export async function validateCatalog(targets: readonly string[]): Promise<Validation> {
  const files: string[] = []
  const lines: string[] = []
  for (const target of targets) {
    const found = await listTargets(target).catch((error: NodeJS.ErrnoException) => error)
    if (found instanceof Error)
      lines.push(`${target}: cannot be read (${found.code ?? found.message})`)
    else if (found.length === 0)
      lines.push(`${target}: no leitstand.yaml or catalog-info.yaml in here`)
    else files.push(...found)
  }
  const problems = await findProblems([...new Set(files)])
  const isSound = problems.length === 0 && lines.length === 0
  const summary = `${files.length} checked, ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`
  return { lines: [...lines, ...problems.map(toProblemLine), summary], isSound }
}

async function listTargets(target: string): Promise<readonly string[]> {
  if (!(await stat(target)).isDirectory()) return [target]
  return (await listCatalogFiles(target)).map((file) => path.join(target, file))
}

async function findProblems(files: readonly string[]): Promise<readonly CatalogProblem[]> {
  const owners = new Map<string, string>()
  const problems: CatalogProblem[] = []
  for (const file of files) {
    const parsed = parseCatalogText({ file, text: await readFile(file, 'utf8') })
    problems.push(...parsed.problems)
    for (const catalog of parsed.catalogs) {
      const owner = owners.get(catalog.slug)
      if (owner === undefined) owners.set(catalog.slug, file)
      else problems.push(toClaimProblem(file, catalog, owner))
    }
  }
  return problems
}
