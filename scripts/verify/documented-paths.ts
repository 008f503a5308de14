import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { z } from 'zod'
import { checkout } from '#scripts/lib/checkout.ts'
import { listSourceFiles } from '#scripts/lib/source-files.ts'
import type { Check } from './check.ts'

const codePath =
  /^\.?\/?((?:app|components|lib|prisma|public|tests|sandbox|scripts|docs|\.ci)\/[\w@./()[\]-]+|[\w.-]+\.(?:md|ts|mjs|cjs|json|yaml|yml))$/

export const documentedPathsCheck: Check = {
  title: 'Documented paths exist',
  async run() {
    const files = listSourceFiles()
    const scripts = readScriptNames()
    return files
      .filter((path) => /^(README\.md|docs\/.*\.md|[a-z]+\/.*README\.md)$/.test(path))
      .flatMap((path) => {
        const text = readFileSync(join(checkout, path), 'utf8')
        const known = (name: string) => isKnown(name, dirname(path), files)
        return [
          ...listNamedPaths(text).filter((name) => !known(name)),
          ...listNamedScripts(text)
            .filter((name) => !scripts.has(name))
            .map((name) => `npm run ${name}`),
        ].map((name) => `${path} names ${name}, which does not exist.`)
      })
  },
}

/** Paths in code spans and the targets of relative links. Names with a placeholder are not paths. */
export function listNamedPaths(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '')
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
  const links = [...prose.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link)
  return [
    ...spans.filter((span) => codePath.test(span) && !span.includes('...')),
    ...links.filter((link) => !/^[a-z]+:/.test(link)),
  ]
}

/** Names after `npm run` anywhere in the text, code blocks included. */
export function listNamedScripts(markdown: string): readonly string[] {
  return [...markdown.matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g)].map(
    ([, name = '']) => name,
  )
}

function isKnown(name: string, folder: string, files: readonly string[]): boolean {
  const candidates = [normalize(name.replace(/^\//, '')), normalize(join(folder, name))]
  return (
    candidates.some((path) => existsSync(join(checkout, path))) ||
    (!name.includes('/') && files.some((path) => path.endsWith(`/${name}`)))
  )
}

function readScriptNames(): ReadonlySet<string> {
  const manifest = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')))
  return new Set(Object.keys(manifest.scripts))
}
